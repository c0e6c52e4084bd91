/*
 * A ring without groups whose producers overwrite: they raise the floor slot by slot, past what is finished and what
 * the dead have left, while others claim, die, and a first group joins (README.md beside this file).
 * Claims, names, stamps and repairs are those of claim.pml; the join is that of join.pml, with its walk slot by slot.
 *
 *   spin FLAGS -a walk.pml && cc -O2 -DSAFETY -DNOCLAIM -DCOLLAPSE -o pan pan.c && ./pan -m3000000 -w26
 *
 *   FLAGS                                 checks                                          states      errors
 *   -DJOINS=0                             producers alone, one killed anywhere            23 439      0
 *   -DJOINS=0 -DCAP=3 -DLAST=6 -DKILLS=2  the same, three slots, two killed               83 926      0
 *   (none)                                a first group joins meanwhile, at the earliest  2 714 013   0
 *   -DLATEST=1 -DLAST=3                   the same, at either end                         1 254 813   0
 *   -DJOINS=2 -DKILLS=0 -DLAST=3          the joiner killed half-way, another try         3 473 759   0
 *
 * That the end can be reached from every state, whoever hurries, is checked by the state machines; here with
 *   cc -O2 -DNFAIR=6 -DCOLLAPSE -o pan pan.c && ./pan -f -a -m3000000 -N progress      (flags -DJOINS=0 -DLAST=3: 8 139 states, 0 errors)
 *
 * Mutants; each gives 1 error.
 *   -DJOINS=0 -DMUT_NO_WALK               floor raised without looking at the slots
 *   -DMUT_STORE_FLOOR                     a walker stores the floor where it should compare and set it
 *   -DJOINS=0 -DMUT_NO_REPAIR             a walker stops at a dead one's claim (progress)
 *   -DJOINS=0 -DMUT_ANY_LAP               a repair does not look which lap the claim in the slot is of
 *   -DJOINS=0 -DMUT_PASS_DEAD             a dead one's claim passed without giving it up
 *   -DJOINS=2 -DKILLS=0 -DMUT_LOWER_FLOOR floor set to what a dead joiner held back, also if it is higher
 *   -DMUT_NO_REREAD                       the floor not read again after epoch++
 *   -DMUT_START_INSIDE                    the group starts in the rest of a batch
 *   -DLATEST=1 -DMUT_PASS_OPEN            the latest start passes open claims
 */
#ifndef CAP
#define CAP    2
#endif
#ifndef LAST
#define LAST   4     /* producers stop once the tail reaches this sequence */
#endif
#ifndef NPROC
#define NPROC  2
#endif
#ifndef BATCH
#define BATCH  2     /* slots in a claim of the second producer */
#endif
#ifndef KILLS
#define KILLS  1     /* kills of producers */
#endif
#ifndef JOINS
#define JOINS  1     /* attempts to join; each but the last may be killed half-way */
#endif
#ifndef LATEST
#define LATEST 0     /* whether the group may start behind what is finished */
#endif
#define NOBODY NPROC
#define IDX(s) ((s) % CAP)
#define MAX(a, b) ((a) > (b) -> (a) : (b))

mtype = { CLAIMED, PUBLISHED, FOLLOWS, SKIPPED, FREE, JOINING, LIVE };

typedef Stamp { short seq; mtype state; byte owner };

short tailSeq = 0;
byte  tailOwner = NOBODY;
Stamp stamp[CAP];
short floor = 0;
byte  epoch = 0;
mtype state = FREE;
short position = 0;
bool  dead[NPROC + 1];
byte  kills = KILLS;
bool  committed[LAST + 2];   /* ghost: the head's PUBLISHED was stored */
byte  running = NPROC;       /* ghost */
bool  ended = false;         /* ghost */

#define STEP if :: skip :: atomic { kills > 0 -> kills--; dead[me] = true; goto stop } fi
#define SET(s, st, o) stamp[IDX(s)].seq = s; stamp[IDX(s)].state = st; stamp[IDX(s)].owner = o
#define READ(s) d_step { seen.seq = stamp[IDX(s)].seq; seen.state = stamp[IDX(s)].state; seen.owner = stamp[IDX(s)].owner }
#define SAME(s) (stamp[IDX(s)].seq == seen.seq && stamp[IDX(s)].state == seen.state && stamp[IDX(s)].owner == seen.owner)
#define IS(s, st) (stamp[IDX(s)].seq == s && stamp[IDX(s)].state == st)
#define FORGET atomic { ts = 0; to = 0; seen.seq = 0; seen.state = 0; seen.owner = 0 }

#ifdef MUT_ANY_LAP
#define CLAIMED_HERE (seen.seq >= x && seen.state == CLAIMED)
#else
#define CLAIMED_HERE (seen.seq == x && seen.state == CLAIMED)
#endif
#ifdef MUT_NO_REPAIR
#define DEAD(p) false
#else
#define DEAD(p) dead[p]
#endif
#ifdef MUT_PASS_DEAD
#define GIVE_UP(s, o) skip
#else
#define GIVE_UP(s, o) assert(seen.seq <= s && s < tailSeq); SET(s, SKIPPED, o)
#endif

/*
 * Give up slot x if its owner is dead: the tail first, then the stamp, death last. A claim of a later lap says that x
 * was finished by somebody else. Then finished tells whether x is.
 */
#define REPAIR \
  do \
  :: atomic { ts = tailSeq; to = tailOwner }; \
     READ(x); \
     if \
     :: seen.seq < x && x >= ts -> finished = false; break \
     :: seen.seq >= x && !CLAIMED_HERE -> finished = true; break \
     :: else -> \
        atomic { \
          if \
          :: !DEAD((seen.seq < x -> to : seen.owner)) -> finished = false; break \
          :: DEAD((seen.seq < x -> to : seen.owner)) && SAME(x) -> \
             GIVE_UP(x, (seen.seq < x -> to : seen.owner)); finished = true; break \
          :: else                                  /* a namer or another repairer came between */ \
          fi \
        } \
     fi \
  od; \
  FORGET

/* what a claim overwrites is passed by all, and by nobody who is still at it */
#define CHECK_OVERWRITE \
  k = MAX(0, (t - CAP)); \
  do \
  :: k >= t + batch - CAP -> break \
  :: else -> assert(stamp[IDX(k)].seq == k && stamp[IDX(k)].state != CLAIMED); k++ \
  od; \
  k = 0; \
  assert(state != LIVE || t + batch - CAP <= position)

/* our own slot: nobody is above us in it, nor robbed us */
#define CHECK_OWN(s) assert(stamp[IDX(s)].seq < s || IS(s, CLAIMED))

proctype Producer(byte me; byte batch)
{
  short t, x, f, gate, lowest, ts, k; byte o, to, e, i; Stamp seen; bool finished;
again:
  atomic {
    if
    :: tailSeq >= LAST -> goto stop
    :: else -> t = tailSeq; o = tailOwner
    fi
  };
  if
  :: t + batch - CAP <= gate -> goto name
  :: else
  fi;
reread:
  e = epoch;
  if
  :: state != FREE -> atomic { lowest = position; lowest = (t < lowest -> t : lowest) }
  :: state == FREE ->
walk:
     atomic { f = floor; x = f };
#ifdef MUT_NO_WALK
     x = MAX(x, (t + batch - CAP));
#endif
     do
     :: x >= t + batch - CAP -> break
     :: else ->
        if
        :: stamp[IDX(x)].seq > x -> break          /* others have raised the floor meanwhile */
        :: stamp[IDX(x)].seq == x && stamp[IDX(x)].state != CLAIMED -> x++
        :: else ->
           REPAIR;
           if :: finished -> finished = false; x++ :: else -> break fi
        fi
     od;
     STEP;
     atomic {
       if
       :: x == f -> lowest = x; f = 0; x = 0
#ifdef MUT_STORE_FLOOR
       :: else -> floor = x; lowest = x; f = 0; x = 0
#else
       :: x != f && floor == f -> floor = x; lowest = x; f = 0; x = 0
       :: else -> goto walk
#endif
       fi
     }
  fi;
  atomic {
    if
    :: epoch == e -> gate = MAX(gate, lowest); lowest = 0; e = 0
    :: else -> lowest = 0; goto reread
    fi;
    if :: t + batch - CAP > gate -> t = 0; o = 0; goto again :: else fi
  };
name:
  atomic {
    x = t;
    do
    :: x > 0 && x > t - CAP && stamp[IDX(x - 1)].seq < x - 1 -> x--
    :: else -> break
    od
  };
  do
  :: x >= t -> break
  :: else ->
     READ(x);
     STEP;
     atomic { if :: seen.seq < x && SAME(x) -> SET(x, CLAIMED, o) :: else fi };
     FORGET;
     x++
  od;
  x = 0;
  STEP;
  atomic {
    if
    :: tailSeq == t && tailOwner == o -> d_step { CHECK_OVERWRITE; tailSeq = t + batch; tailOwner = me; o = 0 }
    :: else -> t = 0; o = 0; goto again
    fi
  };
  if
  :: batch > 1 ->
     STEP;
     d_step { CHECK_OWN(t); SET(t, CLAIMED, me); i = 1 };
     do
     :: i == batch -> break
     :: else -> STEP; d_step { CHECK_OWN(t + i); SET(t + i, FOLLOWS, me); i++ }
     od
  :: else
  fi;
  STEP;
  d_step {
    CHECK_OWN(t);
    SET(t, PUBLISHED, me);
    i = 0;
    do :: i == batch -> break :: else -> committed[t + i] = true; i++ od;
    i = 0; t = 0
  };
  goto again;
stop:
  running--
}

proctype Consumer()
{
  short x, ts; byte to; Stamp seen; bool first = true, finished;
  state == LIVE;
  x = position;
  do
  :: atomic { running == 0 && x == tailSeq -> break }
  :: atomic { stamp[IDX(x)].seq < x || IS(x, CLAIMED) } -> REPAIR; finished = false
  :: atomic {
       stamp[IDX(x)].seq >= x && !IS(x, CLAIMED) ->
       assert(stamp[IDX(x)].seq == x);
       assert(!first || !IS(x, FOLLOWS));          /* no group starts in the rest of a batch */
       first = false;
       assert(committed[x] == !IS(x, SKIPPED));
       seen.state = stamp[IDX(x)].state;
       x++
     };
     do
     :: atomic { seen.state == SKIPPED && IS(x, FOLLOWS) -> assert(!committed[x]); x++ }
     :: seen.state != SKIPPED || !IS(x, FOLLOWS) -> break
     od;
     seen.state = 0;
     position = x
  od;
  ended = true
}

#define DIE if :: skip :: left > 0 -> atomic { m = 0; t = 0; goto next } fi

proctype Joiner()
{
  short m, t; byte left = JOINS; bool latest;
next:
  if
  :: left == 0 -> goto done
  :: else -> left--
  fi;
#if LATEST
  if :: latest = true :: latest = false fi;
#endif
  if
  :: state == JOINING ->
     /* without another group producers may have been let on up to its position */
     do
     :: t = floor;
        DIE;
#ifndef MUT_LOWER_FLOOR
        if :: t >= position -> break :: else fi;
#endif
        atomic { if :: floor == t -> floor = position; break :: else fi }
     od;
     t = 0;
     DIE;
     state = FREE;
     DIE;
     epoch++
  :: else
  fi;
  m = floor;
  DIE;
  position = m;
  DIE;
  state = JOINING;
  DIE;
  epoch++;
  DIE;
#ifndef MUT_NO_REREAD
  m = MAX(m, floor);
#endif
#ifndef MUT_START_INSIDE
  t = tailSeq;
  do
  :: m < t && IS(m, FOLLOWS) -> m++
#ifdef MUT_PASS_OPEN
  :: m < t && latest -> m++
#else
  :: m < t && latest && stamp[IDX(m)].seq == m && stamp[IDX(m)].state != CLAIMED -> m++
#endif
  :: else -> break
  od;
  t = 0;
#endif
  DIE;
  position = m;
  DIE;
  state = LIVE;
done:
}

init {
  byte k;
  atomic {
    for (k : 0 .. CAP - 1) { stamp[k].seq = k - CAP; stamp[k].state = PUBLISHED; stamp[k].owner = NOBODY };
    run Producer(0, 1);
#if NPROC > 1
    run Producer(1, BATCH);
#endif
#if NPROC > 2
    run Producer(2, 1);
#endif
#if JOINS > 0
    run Consumer();
#endif
    run Joiner()
  }
}

/* whoever is killed, and wherever: survivors that keep running come to their end */
#if JOINS > 0
ltl progress { <> ended }
#else
ltl progress { <> (running == 0) }
#endif
