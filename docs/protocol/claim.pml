/*
 * The slot protocol of the ring (README.md beside this file), with a kill before every step.
 *
 * One word holds the tail: (owner of the newest claim, next sequence). One stamp per slot holds (sequence, state,
 * owner). Both change only by compare-and-set, apart from the owner's own stamps.
 * Invariant: every slot below the tail carries a stamp of the current lap, except possibly those of the newest
 * claim, whose owner the tail itself names. So no claim is ever without a known owner.
 * A consumer waits without idling, so "nobody gets on any more" shows as an invalid end state of a safety run.
 *
 *   spin FLAGS -a claim.pml && cc -O2 -DSAFETY -DNOCLAIM -DCOLLAPSE -o pan pan.c && ./pan -m3000000 -w26
 *
 *   FLAGS                                        checks                                 states        errors
 *   (none)                                       batches of 1 and 2, three laps         8 494 632     0
 *   -DLAST=7                                     the same, longer                       16 781 185    0
 *   -DCAP=2 -DLAST=4 -DLIVES=1                   a dead one's id is taken up, swept     5 479 731     0
 *   -DLAST=5 -DLIVES=1                           the same, larger                       70 643 213    0
 *   -DCAP=2 -DLAST=4 -DGROUPS=2                  two groups, two repairers              5 404 793     0
 *   -DCAP=2 -DLAST=4 -DGROUPS=2 -DLIVES=1 -DKILLS=2   the same, id taken up             112 189 850   0
 *   -DLAST=5 -DRESTARTS=1                        consumer killed, successor goes on     8 954 350     0
 *   -DLAST=5 -DRESTARTS=1 -DABANDON              the same, claims abandoned             97 436 472    0
 *   -DSINGLE -DLIVES=1                           one producer at a time, takeover       24 106 576    0
 *   -DSINGLE -DLIVES=1 -DRESTARTS=1 -DLAST=5     the same, consumer killed too          42 303 528    0
 *   -DNPROC=3 -DCAP=2 -DLAST=3 -DKILLS=1         three producers                        19 206 149    0
 *
 * Liveness, under weak fairness (2 148 300 states, 0 errors):
 *   spin -DCAP=2 -DLAST=3 -DLIVES=1 -DKILLS=2 -a claim.pml && cc -O2 -DNFAIR=6 -DCOLLAPSE -o pan pan.c &&
 *   ./pan -f -a -m3000000 -N progress
 *
 * Mutants; each gives 1 error. "stuck" = invalid end state, else an assertion.
 *   -DCAP=2 -DLAST=4 -DMUT_NO_NAMING                claims leave a nameless claim below them: stuck
 *   -DCAP=2 -DLAST=4 -DMUT_WEAK_CAS                 naming by a CAS that may fail for no reason: stuck
 *   -DMUT_DOWNWARDS                                 a batch stamped from its last slot to its first
 *   -DCAP=2 -DLAST=4 -DMUT_ROB                      repair of the living
 *   -DCAP=2 -DLAST=4 -DMUT_ABOVE_TAIL               repair of an old stamp without looking whether it is below the tail
 *   -DCAP=2 -DLAST=4 -DLIVES=1 -DMUT_NO_SWEEP       id reused at once: stuck
 *   -DCAP=2 -DLAST=4 -DLIVES=1 -DMUT_SWEEP_STAMPED  sweep without the claim that only the tail names: stuck
 *   -DCAP=2 -DLAST=4 -DLIVES=1 -DMUT_SWEEP_ONCE     sweep goes on after a lost CAS: stuck
 *   -DCAP=2 -DLAST=4 -DLIVES=1 -DMUT_OLD_VERDICT    death asked before the stamp was read
 *   -DLAST=4 -DRESTARTS=1 -DMUT_STORE_ANYWHERE      position stored in the rest of a skipped batch
 *   -DSINGLE -DMUT_LATE_TAIL                        tail stored after the stamp, takeover above it
 *   -DSINGLE -DLIVES=1 -DMUT_KEEP_RIGHT             sweep leaves the producer's right to the id: stuck
 */
#ifndef CAP
#define CAP    3     /* slots in the ring */
#endif
#ifndef LAST
#define LAST   6     /* producers stop once the tail reaches this sequence */
#endif
#ifndef NPROC
#define NPROC  2     /* participants that produce */
#endif
#ifndef GROUPS
#define GROUPS 1     /* consumer groups; each repairs */
#endif
#ifndef KILLS
#define KILLS  3     /* kills of producers and sweepers, all together */
#endif
#ifndef LIVES
#define LIVES  0     /* processes that take up a dead one's participant id, after the sweep */
#endif
#ifndef RESTARTS
#define RESTARTS 0   /* kills of consumers; a successor goes on at the stored position */
#endif
#define NOBODY NPROC
#define IDX(s) ((s) % CAP)

mtype = { CLAIMED, PUBLISHED, FOLLOWS, SKIPPED };

typedef Stamp { short seq; mtype state; byte owner };

short tailSeq = 0;
byte  tailOwner = NOBODY;
Stamp stamp[CAP];
short position[GROUPS];
bool  dead[NPROC + 1];       /* what the liveness check answers about a participant */
byte  right = NOBODY;        /* single-producer mode: who holds the exclusive right */
byte  kills = KILLS;
byte  lives = LIVES;
byte  restarts = RESTARTS;

short payload[CAP];          /* ghost: the sequence whose bytes are in the slot */
bool  committed[LAST + CAP]; /* ghost: the head's PUBLISHED was stored, here for each slot of its claim */
byte  running = NPROC;       /* ghost: producers that have not stopped */
byte  drained = 0;           /* ghost: groups that passed all that was ever claimed */

/* a process may be killed before any of its steps */
#define STEP if :: skip :: atomic { kills > 0 -> kills--; dead[me] = true; goto killed } fi

#define SET(s, st, o) stamp[IDX(s)].seq = s; stamp[IDX(s)].state = st; stamp[IDX(s)].owner = o
#define READ(s) d_step { seen.seq = stamp[IDX(s)].seq; seen.state = stamp[IDX(s)].state; seen.owner = stamp[IDX(s)].owner }
#define SAME(s) (stamp[IDX(s)].seq == seen.seq && stamp[IDX(s)].state == seen.state && stamp[IDX(s)].owner == seen.owner)
#define IS(s, st) (stamp[IDX(s)].seq == s && stamp[IDX(s)].state == st)

#if GROUPS == 1
#define GATE position[0]
#else
#define GATE (position[0] < position[1] -> position[0] : position[1])
#endif

proctype Producer(byte me; byte batch)
{
  short t, x, i; byte o; Stamp seen;
#ifdef ABANDON
  bool giveUp;
#define GIVE_UP giveUp
#define FORGET giveUp = false
#else
#define GIVE_UP false
#define FORGET skip
#endif

#ifdef SINGLE
  /* the exclusive right: free, or its holder dead */
takeover:
  atomic { right == NOBODY || dead[right] || running == 1 -> right = me };
#ifdef MUT_LATE_TAIL
  /* what the first draft said: pass what is PUBLISHED above the tail, go on there */
  t = tailSeq;
  do
  :: IS(t, PUBLISHED) -> t++; do :: IS(t, FOLLOWS) -> t++ :: else -> break od
  :: else -> break
  od;
  atomic { tailSeq = t; tailOwner = me };
#endif
#endif

again:
  STEP;
  atomic { t = tailSeq; o = tailOwner };
  if
  :: t >= LAST -> goto finished
  :: else
  fi;
  t + batch - GATE <= CAP;                        /* else full: wait */

#ifndef MUT_LATE_TAIL
#ifndef MUT_NO_NAMING
  /*
   * Before adding a claim above the newest one, name that one's owner in its slots. Stamps of a claim
   * always go upwards, whoever sets them, so the first stamped slot met on the way down shows that all
   * below it are stamped too.
   */
  x = t;
  do
  :: x == 0 || x <= t - CAP -> break
  :: else ->
     if
     :: stamp[IDX(x - 1)].seq >= x - 1 -> break
     :: else -> x--
     fi
  od;
  do
  :: x == t -> break
  :: else ->
     READ(x);
     STEP;
     atomic {
       if
       :: seen.seq < x && SAME(x) -> SET(x, CLAIMED, o)
#ifdef MUT_WEAK_CAS
       :: true                                     /* a CAS that fails for no reason */
#endif
       :: else
       fi
     };
     x++
  od;
#endif

  STEP;
#ifdef SINGLE
  atomic { assert(tailSeq == t && tailOwner == o); tailSeq = t + batch; tailOwner = me };
#else
  atomic {
    if
    :: tailSeq == t && tailOwner == o -> tailSeq = t + batch; tailOwner = me
    :: else -> goto again
    fi
  };
#endif
#endif

  i = 0;
  do
  :: i == batch -> break
  :: else ->
     STEP;
     d_step {
       assert(stamp[IDX(t + i)].seq <= t + i);     /* nobody is above us in our slot */
#ifndef MUT_LATE_TAIL
       assert(stamp[IDX(t + i)].seq < t + i || stamp[IDX(t + i)].state == CLAIMED);   /* nor robbed us */
#endif
       payload[IDX(t + i)] = t + i
     };
     i++
  od;

#ifdef ABANDON
  if :: giveUp = true :: giveUp = false fi;
#endif

  /* a batch: own the head, stamp what follows it, and let the head's stamp publish or give up all of it at once */
  if
  :: batch > 1 ->
#ifdef MUT_DOWNWARDS
     i = batch - 1;
     do
     :: i == 0 -> break
     :: else -> STEP; d_step { SET(t + i, FOLLOWS, me) }; i--
     od
#else
     STEP;
     d_step { SET(t, CLAIMED, me) };
     i = 1;
     do
     :: i == batch -> break
     :: else -> STEP; d_step { SET(t + i, (GIVE_UP -> SKIPPED : FOLLOWS), me) }; i++
     od
#endif
  :: else
  fi;
  STEP;
  if
  :: d_step {
       !GIVE_UP ->
       assert(!IS(t, SKIPPED) && GATE <= t);
       SET(t, PUBLISHED, me);
       i = 0;
       do :: i == batch -> break :: else -> committed[t + i] = true; i++ od;
       i = 0
     }
  :: d_step { GIVE_UP -> assert(GATE <= t); SET(t, SKIPPED, me); i = 0; FORGET }
  fi;
#ifdef MUT_LATE_TAIL
  STEP;
  atomic { tailSeq = t + batch; tailOwner = me };
#endif
  goto again;

killed:
  /* a new process may take this participant id: it sweeps first, and only then is the id alive again */
  atomic {
    t = 0; x = 0; i = 0; o = 0; seen.seq = 0; seen.state = 0; seen.owner = 0; FORGET;
    if
    :: lives > 0 -> lives--
    :: lives == 0 || true -> goto finished
    fi
  };
#ifndef MUT_NO_SWEEP
  atomic { t = tailSeq; o = tailOwner; x = GATE };
  do
  :: x >= t -> break
  :: else ->
     READ(x);
     if
#ifdef MUT_SWEEP_STAMPED
     :: seen.seq == x && seen.state == CLAIMED && seen.owner == me ->
#else
     :: (seen.seq == x && seen.state == CLAIMED && seen.owner == me) || (seen.seq < x && o == me) ->
#endif
        STEP;
        atomic {
          if
          :: SAME(x) -> SET(x, SKIPPED, me)
          :: else
          fi
        };
#ifdef MUT_SWEEP_ONCE
        x++
#endif
     :: else -> x++
     fi
  od;
#endif
#if defined(SINGLE) && !defined(MUT_KEEP_RIGHT)
  atomic { if :: right == me -> right = NOBODY :: else fi };
#endif
  atomic { dead[me] = false };
#ifdef SINGLE
  goto takeover;
#else
  goto again;
#endif

finished:
  running--
}

#ifdef MUT_LATE_TAIL
#define ONLY_BELOW
#else
#define ONLY_BELOW assert(c < tailSeq);
#endif
#ifdef MUT_ABOVE_TAIL
#define BELOW(t) true
#else
#define BELOW(t) (c < t)
#endif
#ifdef MUT_ROB
#define DEAD(p) true
#else
#ifdef MUT_OLD_VERDICT
#define DEAD(p) was[p]
#else
#define DEAD(p) dead[p]
#endif
#endif

/* something a consumer can act on; it only saves the model idle rounds */
#define READY ((stamp[IDX(c)].seq == c && (stamp[IDX(c)].state != CLAIMED || DEAD(stamp[IDX(c)].owner))) || \
               (stamp[IDX(c)].seq != c && BELOW(tailSeq) && DEAD(tailOwner)))

proctype Consumer(byte g)
{
  short c = 0, t; byte o; Stamp seen; bool whole = true;   /* whole: a FOLLOWS here belongs to a published head */
#ifdef MUT_OLD_VERDICT
  bool was[NPROC + 1]; byte k;
#endif
  do
  :: atomic { running == 0 && c == tailSeq -> break }
  :: restarts > 0 -> atomic { restarts--; c = position[g]; whole = true }
#ifdef MUT_OLD_VERDICT
  :: d_step { for (k : 0 .. NPROC - 1) { was[k] = dead[k] }; k = 0 }
#endif
  :: READY ->
     atomic { t = tailSeq; o = tailOwner };
     READ(c);
     assert(seen.seq <= c);                       /* not lapped */
     if
     :: seen.seq == c && seen.state == PUBLISHED ->
        d_step { assert(committed[c] && payload[IDX(c)] == c) };
        whole = true; c++
     :: seen.seq == c && seen.state == FOLLOWS ->
        d_step {
          if
          :: whole -> assert(committed[c] && payload[IDX(c)] == c)
          :: else -> assert(!committed[c])
          fi
        };
        c++
     :: seen.seq == c && seen.state == SKIPPED ->
        assert(!committed[c]);
        whole = false; c++
     :: (seen.seq == c && seen.state == CLAIMED && DEAD(seen.owner)) ||
        (seen.seq < c && BELOW(t) && DEAD(o)) ->
        atomic {
          if
          :: SAME(c) -> assert(!committed[c]); ONLY_BELOW SET(c, SKIPPED, seen.owner)
          :: else
          fi
        }
     :: else                                      /* claimed by a living producer: look again */
     fi;
     d_step { t = 0; o = 0; seen.seq = 0; seen.state = 0; seen.owner = 0 };
     /* never store a position that stands on the rest of a batch that was never published */
     if
#ifdef MUT_STORE_ANYWHERE
     :: true -> position[g] = c
#else
     :: whole || !IS(c, FOLLOWS) -> position[g] = c
#endif
     :: else
     fi
  od;
  drained++
}

init {
  byte k;
  atomic {
    for (k : 0 .. CAP - 1) { stamp[k].seq = k - CAP; stamp[k].state = PUBLISHED; stamp[k].owner = NOBODY; payload[k] = -1 }
    run Producer(0, 1);
    run Producer(1, 2);
#if NPROC > 2
    run Producer(2, 1);
#endif
    run Consumer(0);
#if GROUPS > 1
    run Consumer(1);
#endif
  }
}

/* whoever is killed, and wherever: survivors that keep running get everything claimed passed */
ltl progress { <> (drained == GROUPS) }
