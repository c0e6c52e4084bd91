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
 *   -DLAST=4 -DSEEK -DNPROC=1                           a group goes back, killed half-way        820 282      0
 *   -DLAST=4 -DSEEK -DEVICT -DNPROC=1                   the same, the other one evicted           2 957 215    0
 *
 * Mutants; each gives 1 error (a group reads a slot of a later lap, or a producer finds one in its slot).
 *   -DLAST=4 -DMUT_NO_EPOCH                             gate reread without looking at the epoch
 *   -DLAST=4 -DJOINS=1 -DMUT_NO_REREAD                  position not raised after epoch++
 *   -DLAST=4 -DMUT_LIVE_EARLY                           LIVE before the position was raised, joiner killed
 *   -DEVICT -DMUT_IN_PLACE                              a group that may be evicted reads in place
 *   -DLAST=4 -DJOINS=1 -DEVICT -DMUT_FORGET_EVICTED     floor alone, without the evicted entry's position
 *   -DNOGROUP -DLATEST -DLAST=4 -DNPROC=1 -DMUT_KEEP_FLOOR       entry freed, floor left below its position
 *   -DNOGROUP -DLATEST -DCLAIMS -DLAST=4 -DJOINS=1 -DMUT_AT_TAIL start at the tail, above claims of the living
 *   -DLAST=4 -DSEEK -DNPROC=1 -DMUT_BACK_AT_ONCE        back to where the other group stands, and that is all
 *   -DLAST=4 -DSEEK -DNPROC=1 -DMUT_HOLD_EARLY          back to where the other group stood before epoch++
 *   -DLAST=4 -DSEEK -DNPROC=1 -DMUT_LET_GO_EARLY        no epoch++ between the position and the end of the hold
 *   -DLAST=4 -DSEEK -DNPROC=1 -DMUT_KEEP_EPOCH          a killed seeker's hold let go without epoch++ before
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
#ifdef SEEK
short hold = 0;              /* nobody may go below this less one, whatever the positions say; 0: no such thing */
bool  locked = false;        /* admin lock, as far as who evicts and who seeks may meet */
#endif

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
     :: else ->
#ifdef SEEK
        atomic { if :: hold != 0 && hold - 1 < lowest -> lowest = hold - 1 :: else fi }
#endif
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

#ifdef SEEK
#define LEAST(x) atomic { \
  x = position[1]; \
  if :: state[0] == LIVE && position[0] < x -> x = position[0] :: else fi }
#define KILL if :: skip :: kills > 0 -> kills--; goto killed fi

/* between two polls of its own thread: back as far as producers are certainly held */
inline Seek()
{
  atomic { !locked -> locked = true; seeks-- };
  KILL;
  LEAST(m);
#ifndef MUT_BACK_AT_ONCE
  KILL;
  hold = m + 1;
  KILL;
  epoch++;
#ifndef MUT_HOLD_EARLY
  KILL;
  LEAST(m);              /* who looked before epoch++ may have been let on up to here */
  KILL;
  hold = m + 1;
#endif
#endif
  KILL;
  position[1] = m;
#if !defined(MUT_BACK_AT_ONCE) && !defined(MUT_LET_GO_EARLY)
  KILL;
  epoch++;               /* who saw the old position must look again before the hold ends */
#endif
  KILL;
  goto held;
killed:                  /* the next holder of the lock */
#ifndef MUT_KEEP_EPOCH
  epoch++;
#endif
held:
  atomic { hold = 0; m = 0; locked = false; c = position[1] }
}
#endif

proctype Consumer(byte g)
{
  short c, v;
#ifdef SEEK
  short m; byte seeks = g, kills = g;
#endif
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
#ifdef SEEK
  :: seeks > 0 && state[g] == LIVE -> Seek()
#endif
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
#ifdef SEEK
  :: atomic { state[0] == LIVE && !locked -> locked = true; state[0] = EVICTED }; atomic { epoch++; locked = false }
#else
  :: state[0] == LIVE -> state[0] = EVICTED; epoch++
#endif
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
#ifdef SEEK
    state[1] = LIVE;
#else
    state[1] = FREE;
#endif
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
