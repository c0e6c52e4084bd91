/*
 * Events of one slot and of two: written, copied slot by slot, handed out; while producers are killed, the first group
 * is put out of the ring, and a second one joins, perhaps in its entry (README.md beside this file).
 * Each slot has a length and bytes of its own; the bytes are the sequence that they were written for. Naming and repair
 * are one step each here (claim.pml has them in full), as is the walk that raises the floor (walk.pml).
 *
 *   spin FLAGS -a gather.pml && cc -O2 -DSAFETY -DNOCLAIM -DCOLLAPSE -o pan pan.c && ./pan -m3000000 -w26
 *
 *   FLAGS                                 checks                                          states      errors
 *   (none)                                the only group put out anywhere                 6 024 310   0
 *   -DEVICT=0 -DKILLS=1 -DBATCH=1         a producer killed anywhere, batches too         1 889 595   0
 *   -DEVICT=0 -DDAMAGE=1 -DBATCH=1        a length that says too much                     5 339 266   0
 *   -DJOINS=2 -DNPROC=1                   a second group joins, the joiner killed         901 091     0
 *   -DJOINS=2 -DREUSE=1 -DNPROC=1         the same, in the entry of the first             78 415      0
 *   -DJOINS=2 -DREUSE=2 -DNPROC=1         the first one comes back, the joiner killed     33 590      0
 *
 * Mutants; each gives 1 error.
 *   -DMUT_NO_LOOK                         a copy is handed out without looking whether the group is still in
 *   -DMUT_LOOK_FIRST                      the look comes before the copy
 *   -DMUT_COUNT_ONLY                      the gate passes groups once one is counted, before its state says so
 *   -DEVICT=0 -DMUT_HEAD_FIRST            head published before the other slots are stamped
 *   -DEVICT=0 -DMUT_LATE_BYTES            head published before the last slot's bytes are written
 *   -DEVICT=0 -DDAMAGE=1 -DBATCH=1 -DMUT_NO_REST   the head's length is believed
 *   -DEVICT=0 -DDAMAGE=1 -DBATCH=1 -DMUT_NO_INDEX  stamps of the other slots looked at, not their place in the event
 *   -DEVICT=0 -DKILLS=1 -DBATCH=1 -DMUT_PART       a head that was given up is passed without its rest
 *   -DJOINS=1 -DREUSE=1 -DMUT_NO_LOCK     entry used again before the consumer has let go of its lock
 *   -DJOINS=2 -DREUSE=2 -DNPROC=1 -DMUT_RAISE_EARLY  position of a group that comes back raised before it is JOINING
 */
#ifndef CAP
#define CAP    3
#endif
#ifndef LAST
#define LAST   4     /* producers stop once the tail reaches this sequence */
#endif
#ifndef NPROC
#define NPROC  2     /* the first one claims two slots at once, the second one one */
#endif
#ifndef BATCH
#define BATCH  0     /* whether two slots may also be a batch of two events */
#endif
#ifndef KILLS
#define KILLS  0     /* kills of producers */
#endif
#ifndef EVICT
#define EVICT  1     /* whether the first group may be put out */
#endif
#ifndef JOINS
#define JOINS  0     /* attempts to join; each but the last may be killed half-way */
#endif
#ifndef REUSE
#define REUSE  0     /* the group joins in the entry that was put out: 1 another group, 2 the same */
#endif
#ifndef DAMAGE
#define DAMAGE 0     /* whether one length is made to say more than there is */
#endif
#if REUSE
#define ENTRY 0
#else
#define ENTRY 1
#endif
#define NOBODY NPROC
#if REUSE == 2 && !defined(MUT_RAISE_EARLY)
#define AGAIN again   /* its position stays until all know of it: killed, it leaves what it found */
#else
#define AGAIN join
#endif
#define IDX(s) ((s) % CAP)
#define MAX(a, b) ((a) > (b) -> (a) : (b))
#define MIN(a, b) ((a) < (b) -> (a) : (b))

mtype = { CLAIMED, PUBLISHED, FOLLOWS, SKIPPED, FREE, JOINING, LIVE, EVICTED };

typedef Slot { short seq; mtype state; byte owner; short length; short bytes };

short tailSeq = 0;
byte  tailOwner = NOBODY;
Slot  slot[CAP];
mtype state[2];
short position[2];
short floor = 0;
byte  epoch = 0;
bool  evicted = false;       /* a group was counted as put out */
bool  locked = true;         /* the first consumer holds the lock of its shard */
bool  joined = false, adminDone = false, broken = false, marked = false;
bool  dead[NPROC + 1];
byte  kills = KILLS;
bool  committed[LAST + 4];   /* ghost: an event that starts here was published */
bool  large[LAST + 4];       /* ghost: it takes two slots */
byte  running = NPROC;       /* ghost */

#define STEP if :: skip :: atomic { kills > 0 -> kills--; dead[me] = true; goto stop } fi
#define SET(s, st, o) slot[IDX(s)].seq = s; slot[IDX(s)].state = st; slot[IDX(s)].owner = o
#define IS(s, st) (slot[IDX(s)].seq == s && slot[IDX(s)].state == st)
#define FINISHED(s) (slot[IDX(s)].seq == s && slot[IDX(s)].state != CLAIMED)
#define OWNER(s) (slot[IDX(s)].seq < s -> tailOwner : slot[IDX(s)].owner)
#define REPAIRABLE(s) (!FINISHED(s) && slot[IDX(s)].seq <= s && s < tailSeq && dead[OWNER(s)])
#ifdef MUT_COUNT_ONLY
#define GATES(g) ((state[g] == LIVE || state[g] == JOINING) && !evicted)
#else
#define GATES(g) (state[g] == LIVE || state[g] == JOINING)
#endif
#define WRAP (t + slots - CAP)
#define LENGTH(k) ((slots > 1 && !batch) -> ((k) == 0 -> slots : -(k)) : 1)
#define PUBLISH \
  SET(t, PUBLISHED, me); \
  committed[t] = true; large[t] = (slots > 1 && !batch); \
  if :: batch -> committed[t + 1] = true :: else fi

proctype Producer(byte me; byte slots)
{
  short t, gate, lowest, f, x; byte e, g, i; bool any, batch;
again:
  atomic {
    if
    :: tailSeq >= LAST || marked -> goto stop
    :: else -> t = tailSeq
    fi;
    if
    :: WRAP > gate -> e = epoch; lowest = t
    :: else ->
       /* name what the tail names, then claim */
       x = MAX(0, (t - CAP));
       do
       :: x >= t -> break
       :: else ->
          if :: slot[IDX(x)].seq < x -> SET(x, CLAIMED, tailOwner) :: else fi;
          assert(x >= WRAP || FINISHED(x));        /* no open claim is lapped */
          x++
       od;
       x = 0; tailSeq = t + slots; tailOwner = me;
#if BATCH
       if :: slots > 1 -> batch = true :: true fi;
#endif
       goto write
    fi
  };
  do
  :: g == 2 -> break
  :: else ->
     if
     :: atomic { GATES(g) -> any = true }; atomic { lowest = MIN(lowest, position[g]); g++ }
     :: atomic { !GATES(g) -> g++ }
     fi
  od;
  atomic { g = 0; if :: any -> any = false; goto check :: else fi };
walk:
  atomic { f = floor; lowest = f };
  if
  :: atomic {
       evicted ->                                  /* all were put out: pass the oldest slots oneself */
       x = MAX(f, (tailSeq - CAP));
       do
       :: x < WRAP && x < tailSeq && FINISHED(x) -> x++
       :: x < WRAP && x < tailSeq && REPAIRABLE(x) -> SET(x, SKIPPED, OWNER(x)); x++
       :: else -> break
       od;
       if
       :: x != f && floor != f -> x = 0; goto walk
       :: else -> floor = (x != f -> x : floor); lowest = x
       fi
     }
  :: !evicted
  fi;
check:
  atomic {
    if :: epoch == e -> gate = MAX(gate, lowest) :: else fi;
    t = 0; e = 0; lowest = 0; f = 0; x = 0;
    goto again
  };
write:
  STEP;
  d_step {
    slot[IDX(t)].length = LENGTH(0);
    if :: slots > 1 -> slot[IDX(t + 1)].length = LENGTH(1) :: else fi
  };
  do
  :: i == slots -> break
#ifdef MUT_LATE_BYTES
  :: slots > 1 && i == slots - 1 -> i++
  :: i < slots && !(slots > 1 && i == slots - 1) -> STEP; d_step { slot[IDX(t + i)].bytes = t + i; i++ }
#else
  :: i < slots -> STEP; d_step { slot[IDX(t + i)].bytes = t + i; i++ }
#endif
  od;
  i = 0;
  if
  :: slots > 1 ->
     STEP;
#ifdef MUT_HEAD_FIRST
     d_step { PUBLISH };
#else
     d_step { SET(t, CLAIMED, me) };
#endif
     STEP;
     d_step { SET(t + 1, FOLLOWS, me) }
  :: else
  fi;
#ifdef MUT_HEAD_FIRST
  if :: slots > 1 -> goto written :: else fi;
#endif
  STEP;
  d_step { PUBLISH };
#ifdef MUT_LATE_BYTES
  if :: slots > 1 -> STEP; slot[IDX(t + 1)].bytes = t + 1 :: else fi;
#endif
#ifdef MUT_HEAD_FIRST
written:
#endif
  atomic { t = 0; batch = false; goto again };
stop:
  running--
}

/* what is there cannot be an event */
#define IMPOSSIBLE \
  if \
  :: state[me] == EVICTED \
  :: else -> \
     assert(tailSeq <= x + CAP);                   /* no group is lapped */ \
     assert(broken);                               /* no good file is taken for damaged */ \
     marked = true \
  fi; \
  goto letGo

proctype Consumer(byte me; bool first)
{
  short x, n; byte i; bool torn;
  if
  :: first || joined
  :: !first && !joined && adminDone -> goto done
  fi;
  x = position[me];
  do
  :: atomic { marked || (running == 0 && x == tailSeq && adminDone) -> break }
  :: atomic { state[me] == EVICTED -> break }      /* it may also go on, in the middle of a poll */
  :: atomic { slot[IDX(x)].seq > x && !marked -> assert(state[me] == EVICTED); break }  /* no group is lapped */
  :: atomic { REPAIRABLE(x) && !marked -> SET(x, SKIPPED, OWNER(x)) }
  :: atomic {
       IS(x, SKIPPED) && !marked ->
       do
       :: assert(!committed[x]); x++;              /* what was published is delivered */
#ifndef MUT_PART
          if :: IS(x, FOLLOWS) :: else -> break fi
#else
          break
#endif
       od
     };
     position[me] = x
  :: atomic { (IS(x, PUBLISHED) || IS(x, FOLLOWS)) && !marked -> skip };
     atomic { n = slot[IDX(x)].length; if :: n < 1 -> IMPOSSIBLE :: else -> i = 1 fi };
#ifndef MUT_NO_REST
     do
     :: i >= n -> break
     :: i < n ->
        atomic {
          if
#ifdef MUT_NO_INDEX
          :: IS(x + i, FOLLOWS) -> i++
#else
          :: IS(x + i, FOLLOWS) && slot[IDX(x + i)].length == -i -> i++
#endif
          :: else -> IMPOSSIBLE
          fi
        }
     od;
#endif
     i = 0;
#ifdef MUT_LOOK_FIRST
     atomic { if :: state[me] == EVICTED -> goto letGo :: else fi };
#endif
     do
     :: i >= n -> break
     :: i < n -> atomic { torn = (torn || slot[IDX(x + i)].bytes != x + i); i++ }
     od;
#if EVICT && !defined(MUT_NO_LOOK) && !defined(MUT_LOOK_FIRST)
     atomic { if :: state[me] == EVICTED -> goto letGo :: else fi };
#endif
     atomic {
       assert(committed[x]);                       /* what is delivered was published */
       assert(!torn && n == 1 + large[x]);         /* and is what was written */
       x = x + n; n = 0; i = 0
     };
     position[me] = x
  od;
letGo:
  atomic { position[me] = x; n = 0; i = 0; torn = false; if :: first -> locked = false :: else fi };
done:
}

#define DIE if :: skip :: left > 0 -> atomic { m = 0; own = 0; goto next } fi

/* the least position of LIVE groups, else the highest that producers may have been let on to */
#define EARLIEST(follows) \
  atomic { \
    own = position[ENTRY]; \
    if \
    :: state[0] == LIVE && state[1] == LIVE -> m = MIN(position[0], position[1]) \
    :: state[0] == LIVE && state[1] != LIVE -> m = position[0] \
    :: state[0] != LIVE && state[1] == LIVE -> m = position[1] \
    :: else -> m = (state[0] == EVICTED -> MAX(floor, position[0]) : floor) \
    fi; \
    m = ((follows) -> MAX(own, m) : m); own = 0 \
  }

proctype Admin()
{
  short m, own; byte left = JOINS;
next:
  do
  :: atomic { EVICT && !evicted -> evicted = true };
     state[0] = EVICTED;
     epoch++
  :: atomic { left > 0 && !joined && state[ENTRY] == JOINING -> left--; goto free }
  :: atomic { left > 0 && !joined && state[ENTRY] == FREE -> left--; goto join }
#ifdef MUT_NO_LOCK
  :: atomic { left > 0 && !joined && state[ENTRY] == EVICTED -> left--; if :: REUSE == 2 -> goto AGAIN :: else -> goto free fi }
#else
  :: atomic { left > 0 && !joined && state[ENTRY] == EVICTED && !locked -> left--; if :: REUSE == 2 -> goto AGAIN :: else -> goto free fi }
#endif
  :: atomic { state[ENTRY] != JOINING -> goto done }
  od;
free:
  DIE;
  atomic {
    if
    :: state[ENTRY] == EVICTED || (state[0] != LIVE && state[1] != LIVE) -> floor = MAX(floor, position[ENTRY])
    :: else
    fi
  };
  DIE;
#if REUSE == 2
  state[ENTRY] = EVICTED;
  DIE;
  epoch++;
  goto next;
#else
  state[ENTRY] = FREE;
  DIE;
  epoch++;
#endif
join:
  DIE;
  EARLIEST(REUSE == 2);
  DIE;
  atomic { position[ENTRY] = m; m = 0 };
again:
  DIE;
  state[ENTRY] = JOINING;
  DIE;
  epoch++;
  DIE;
  EARLIEST(true);
  DIE;
  atomic {
    own = position[ENTRY];
    do
    :: (REUSE != 2 || m > own) && m < tailSeq && IS(m, FOLLOWS) -> m++
    :: else -> break
    od;
    position[ENTRY] = m; m = 0; own = 0
  };
  DIE;
  atomic { state[ENTRY] = LIVE; joined = true };
  goto next;
done:
  left = 0;
  adminDone = true
}

#if DAMAGE
proctype Damager()
{
  byte k;
end:
  atomic {
    if
    :: slot[0].length == 1 -> slot[0].length = 2
    :: slot[1].length == 1 -> slot[1].length = 2
    :: slot[CAP - 1].length == 1 -> slot[CAP - 1].length = 2
    fi;
    broken = true
  }
}
#endif

init {
  byte k;
  atomic {
    for (k : 0 .. CAP - 1) {
      slot[k].seq = k - CAP; slot[k].state = PUBLISHED; slot[k].owner = NOBODY;
      slot[k].length = 1; slot[k].bytes = k - CAP
    };
    state[0] = LIVE;
    state[1] = FREE;
    run Producer(0, 2);
#if NPROC > 1
    run Producer(1, 1);
#endif
    run Consumer(0, true);
    run Consumer(ENTRY, false);
    run Admin()
#if DAMAGE
    ; run Damager()
#endif
  }
}
