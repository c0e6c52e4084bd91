/*
 * The gate of the producers while groups join and are evicted, or there is none (README.md beside this file).
 * Claim and publish are one step here unless CLAIMS is set (claim.pml has them in full); gates are cached, and
 * read word by word.
 *
 *   spin FLAGS -a join.pml && cc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m3000000 -w26
 *
 *   FLAGS                                               checks                                    states       errors
 *   -DLAST=4 -DJOINS=1                                  a late group                              6 801 596    0
 *   -DLAST=4                                            the joiner killed half-way, another try   54 764 121   0
 *   -DLAST=4 -DJOINS=1 -DEVICT                          the only group evicted, before or after   20 062 301   0
 *   -DNOGROUP                                           first group, when-no-groups: block        1 451 130    0
 *   -DNOGROUP -DOVERWRITE -DLAST=4                      first group, when-no-groups: overwrite    13 433 150   0
 *   -DOVERWRITE -DEVICT -DLAST=4 -DJOINS=1 -DNPROC=1    both                                      511 634      0
 *   -DNOGROUP -DLATEST -DLAST=4                         first group, at either end, killed        7 550 541    0
 *   -DNOGROUP -DOVERWRITE -DLATEST -DLAST=4             the same, overwrite                       24 728 107   0
 *   -DNOGROUP -DLATEST -DCLAIMS -DLAST=4                the same, while claims are open           9 822 124    0
 *   -DNOGROUP -DOVERWRITE -DLATEST -DCLAIMS -DLAST=4    all of this                               30 584 669   0
 *   -DEVICT -DLATEST -DCLAIMS -DLAST=4 -DJOINS=1        one evicted while claims are open         43 551 463   0
 *
 * Mutants; each gives 1 error (a group reads a slot of a later lap, or a producer finds one in its slot).
 *   -DLAST=4 -DMUT_NO_EPOCH                             gate reread without looking at the epoch
 *   -DLAST=4 -DJOINS=1 -DMUT_NO_REREAD                  position not raised after epoch++
 *   -DLAST=4 -DMUT_LIVE_EARLY                           LIVE before the position was raised, joiner killed
 *   -DEVICT -DMUT_IN_PLACE                              a group that may be evicted reads in place
 *   -DLAST=4 -DJOINS=1 -DEVICT -DMUT_FORGET_EVICTED     floor alone, without the evicted entry's position
 *   -DNOGROUP -DLATEST -DLAST=4 -DNPROC=1 -DMUT_KEEP_FLOOR       entry freed, floor left below its position
 *   -DNOGROUP -DLATEST -DCLAIMS -DLAST=4 -DJOINS=1 -DMUT_AT_TAIL start at the tail, above claims of the living
 */
#ifndef CAP
#define CAP    2
#endif
#ifndef LAST
#define LAST   5
#endif
#ifndef NPROC
#define NPROC  2     /* producers, each with a gate of its own */
#endif
#ifndef JOINS
#define JOINS  2     /* attempts to join; each but the last may be killed half-way */
#endif
#define IDX(s) ((s) % CAP)
#define MAX(a, b) (a > b -> a : b)

mtype = { FREE, JOINING, LIVE, EVICTED };

short tail = 0;
short slot[CAP];             /* the sequence published here */
mtype state[2];
short position[2];
short floor = 0;             /* gate while there is no group; OVERWRITE: producers raise it themselves */
byte  epoch = 0;
bool  adminDone = false;
byte  producing = NPROC;

#define COUNTS(g) (state[g] == LIVE || state[g] == JOINING)

proctype Producer()
{
  short gate = 0, lowest, p; byte e, g; bool any;
#ifdef CLAIMS
  short mine;
#endif
  do
  :: atomic { tail >= LAST -> break }
  :: atomic {
       tail < LAST && tail + 1 - gate <= CAP ->
       assert(slot[IDX(tail)] < tail);
#ifdef CLAIMS
       mine = tail; tail++
     };
     atomic { assert(slot[IDX(mine)] < mine); slot[IDX(mine)] = mine; mine = 0 }
#else
       slot[IDX(tail)] = tail; tail++
     }
#endif
  :: atomic {
       tail < LAST && tail + 1 - gate > CAP ->     /* full as far as the cached gate tells: read it again */
       e = epoch
     };
     lowest = tail;
     for (g : 0 .. 1) {
       if
       :: atomic { COUNTS(1 - g) -> any = true };
          p = position[1 - g];
          d_step { if :: p < lowest -> lowest = p :: else fi; p = 0 }
       :: atomic { else -> skip }
       fi
     };
     if
     :: !any ->
#ifdef OVERWRITE
        /* pass the oldest event oneself, if it is finished */
        p = floor;
        atomic { if :: floor == p && slot[IDX(p)] >= p -> floor = p + 1 :: else fi };
#endif
        lowest = floor; p = 0
     :: else
     fi;
     d_step {
       if
#ifdef MUT_NO_EPOCH
       :: true -> gate = MAX(gate, lowest)
#else
       :: epoch == e -> gate = MAX(gate, lowest)
       :: else
#endif
       fi;
       lowest = 0; e = 0; g = 0; any = false
     }
  od;
  producing--
}

proctype Consumer(byte g)
{
  short c, v;
  if
  :: state[g] == LIVE
  :: adminDone && state[g] != LIVE -> goto out
  fi;
  c = position[g];
  do
  :: state[g] != LIVE -> break
  :: slot[IDX(c)] >= c ->
     assert(slot[IDX(c)] == c || state[g] != LIVE);    /* not lapped */
     v = slot[IDX(c)];                                 /* a group that may be evicted copies, */
#ifndef MUT_IN_PLACE
     if :: state[g] != LIVE -> break :: else fi;       /* looks whether it is still in, and delivers the copy */
#endif
     assert(v == c);
     c++; position[g] = c
  :: producing == 0 && c == tail && adminDone -> break
  od;
out:
}

#define DIE if :: skip :: left > 0 -> goto next fi

proctype Admin()
{
  short m; byte left = JOINS;
#ifdef LATEST
  bool latest;
#endif
next:
#ifdef EVICT
  /* evict group 0; later its entry is freed, once its consumer has let go of its lock */
  if
  :: state[0] == LIVE -> state[0] = EVICTED; epoch++
  :: true
  fi;
#endif
  if
  :: left == 0 || state[1] == LIVE -> goto done
  :: else -> left--
  fi;
  if
  :: state[1] == JOINING ->
#ifndef MUT_KEEP_FLOOR
     /* without another group producers may have been let on up to its position */
     atomic { if :: state[0] != LIVE && floor < position[1] -> floor = position[1] :: else fi };
#endif
     state[1] = FREE; epoch++
  :: else
  fi;
#ifdef LATEST
  if :: latest = true :: latest = false fi;
#endif

  m = 0;
#define LOWEST(x) if \
  :: state[0] == LIVE -> x = position[0] \
  :: state[0] != LIVE -> atomic { FALLBACK(x) } \
  fi
#ifdef MUT_FORGET_EVICTED
#define FALLBACK(x) x = floor
#else
#define FALLBACK(x) x = floor; if :: state[0] == EVICTED && position[0] > x -> x = position[0] :: else fi
#endif
#ifndef LATEST
#define START(x) LOWEST(x)
#else
#ifdef MUT_AT_TAIL
#define START(x) if :: latest -> x = tail :: else -> LOWEST(x) fi
#else
/* not the tail: a claim of a living producer below it would not be gated by anybody */
#define START(x) LOWEST(x); \
  do \
  :: latest && slot[IDX(x)] >= x -> x++ \
  :: else -> break \
  od
#endif
#endif
  START(m);
  DIE;
  position[1] = m;
  DIE;
#ifdef MUT_LIVE_EARLY
  state[1] = LIVE;
#else
  state[1] = JOINING;
#endif
  DIE;
  epoch++;
  DIE;
#ifndef MUT_NO_REREAD
  START(m);
  DIE;
#ifdef MUT_LIVE_EARLY
  atomic { if :: position[1] < m -> position[1] = m :: else fi };
#else
  position[1] = MAX(position[1], m);
#endif
  DIE;
#endif
  state[1] = LIVE;
done:
  adminDone = true
}

init {
  byte k;
  atomic {
    for (k : 0 .. CAP - 1) { slot[k] = k - CAP };
    state[1] = FREE;
#ifdef NOGROUP
    state[0] = FREE;
#else
    state[0] = LIVE;
#endif
    run Producer();
#if NPROC > 1
    run Producer();
#endif
    run Consumer(0); run Consumer(1);
    run Admin()
  }
}
