/*
 * A group whose members share its shards: they take them, hand them over, die; another group may follow it
 * (README.md beside this file, "Shards"). Event e belongs to shard e % SHARDS. Claim and publish are one step here.
 * A member has two threads, which are killed together: the keeper takes shards and lets them go, the poller reads the
 * ring. Which shards a member should have is left open: whatever its keeper decides must be safe.
 *
 *   spin FLAGS -a share.pml && cc -O2 -DSAFETY -DNOCLAIM -DCOLLAPSE -o pan pan.c && ./pan -m3000000 -w26
 *
 * States are those of the state machines; Spin counts each statement: -DKILLS=0 -DLAST=2 has 3 032 549, 0 errors.
 *
 *   FLAGS                    checks                                              states      errors
 *   -DKILLS=0                one shard handed over                               6 133       0
 *   -DLAST=2                 the same, a member killed anywhere                  336 074     0
 *   (none)                   the same, three events                              671 480     0
 *   -DFOLLOW=1 -DMOVES=0     a group that follows, a member killed               140 290     0
 *   -DFOLLOW=1 -DKILLS=0     the same, one shard handed over                     34 431      0
 *
 * Mutants; each gives 1 error.
 *   -DMUT_LET_GO_READ                 a keeper lets go what the poller still reads
 *   -DMUT_NO_ANSWER                   it lets go before the poller has answered what was asked last
 *   -DMUT_UNREAD_EARLY                the poller says that it no longer reads a shard before its last store
 *   -DMUT_EARLY_POSITION              a successor reads the position before it owns the shard
 *   -DKILLS=0 -DMUT_OLD_LOOK          the owner is not looked at again under the lock
 *   -DKILLS=0 -DMUT_ROB               a living owner is taken for dead
 *   -DKILLS=0 -DMUT_STORE_ALL         the position is stored for all shards, read or not
 *   -DKILLS=0 -DMUT_STORE_BACK        the position is stored without looking whether the shard is further
 *   -DMUT_STORE_FIRST                 the position is stored before the event is handed out
 *   -DKILLS=0 -DMUT_GATE_OWNED        the gate passes shards that nobody owns
 *   -DFOLLOW=1 -DKILLS=0 -DMUT_GATE_FIRST_GROUP   the gate passes the group that follows
 *   -DFOLLOW=1 -DKILLS=0 -DMUT_BARRIER_FIRST      a group that follows looks at the first shard alone
 *   -DFOLLOW=1 -DKILLS=0 -DMUT_BARRIER_TAIL       it looks at the tail
 */
#ifndef CAP
#define CAP     2
#endif
#ifndef LAST
#define LAST    3    /* events */
#endif
#ifndef MEMBERS
#define MEMBERS 2
#endif
#ifndef SHARDS
#define SHARDS  2
#endif
#ifndef KILLS
#define KILLS   1    /* kills of members */
#endif
#ifndef MOVES
#define MOVES   1    /* shards that are asked back */
#endif
#ifndef FOLLOW
#define FOLLOW  0    /* whether another group follows */
#endif

byte  tail = 0;
byte  position[SHARDS];
byte  owner[SHARDS];              /* member + 1; 0: nobody */
bool  dead[MEMBERS];
byte  kills = KILLS;
byte  moves = MOVES;
byte  following = 0;              /* position of the group that follows */

bool  wanted[MEMBERS * SHARDS];   /* in the member's memory; the keeper's */
bool  read[MEMBERS * SHARDS];     /* the poller's */
byte  asked[MEMBERS];             /* questions of the keeper that the poller has not answered */
byte  early[MEMBERS * SHARDS];    /* of a mutant */

byte  handed[LAST];               /* ghost: member + 1 that was handed the event; comes again after its death */

#define W(s) wanted[me * SHARDS + s]
#define R(s) read[me * SHARDS + s]
#define AT_END(s) position[s] == LAST
#if SHARDS == 2
#define DRAINED (tail == LAST && AT_END(0) && AT_END(1))
#else
#define DRAINED (tail == LAST && AT_END(0) && AT_END(1) && AT_END(2))
#endif

#ifdef MUT_ROB
#define FREE(s) (owner[s] != me + 1)
#else
#define FREE(s) (owner[s] == 0 || dead[owner[s] - 1])
#endif
#ifdef MUT_OLD_LOOK
#define STILL_FREE(s) true
#else
#define STILL_FREE(s) FREE(s)
#endif
#ifdef MUT_NO_ANSWER
#define UNREAD(s) (!R(s))
#else
#ifdef MUT_LET_GO_READ
#define UNREAD(s) true
#else
#define UNREAD(s) (asked[me] == 0 && !R(s))
#endif
#endif
#ifdef MUT_GATE_OWNED
#define COUNTS(s) (owner[s] != 0)
#else
#define COUNTS(s) true
#endif

proctype Producer()
{
  byte s, gate;
  do
  :: atomic {
       tail < LAST ->
       gate = LAST;
       for (s : 0 .. SHARDS - 1) { if :: COUNTS(s) && position[s] < gate -> gate = position[s] :: else fi };
#if FOLLOW && !defined(MUT_GATE_FIRST_GROUP)
       if :: following < gate -> gate = following :: else fi;
#endif
       if :: tail + 1 - gate <= CAP -> tail++ :: else fi;
       s = 0; gate = 0
     }
  :: tail == LAST -> break
  od
}

proctype Keeper(byte me)
{
  byte s;
  {
    do
    :: DRAINED -> break
    :: atomic { s = 0; do :: s < SHARDS - 1 -> s++ :: break od };
       if
       :: atomic { W(s) && moves > 0 -> moves--; W(s) = false }; asked[me]++
       :: atomic { owner[s] == me + 1 && !W(s) && UNREAD(s) -> owner[s] = 0 }       /* under the admin lock */
       :: atomic {
            FREE(s) -> skip
#ifdef MUT_EARLY_POSITION
            ; early[me * SHARDS + s] = position[s]
#endif
          };
          atomic {                                                                   /* under the admin lock */
            if
            :: STILL_FREE(s) -> owner[s] = me + 1
            :: else -> goto next
            fi
          };
          W(s) = true;
          asked[me]++;
next:     skip
       :: true
       fi;
       s = 0
    od
  } unless { dead[me] }
}

#ifdef MUT_EARLY_POSITION
#define POSITION(s) early[me * SHARDS + s]
#else
#define POSITION(s) position[s]
#endif
#ifdef MUT_STORE_ALL
#define STORES(s) true
#else
#define STORES(s) set[s]
#endif
#ifdef MUT_STORE_BACK
#define FURTHER(s) true
#else
#define FURTHER(s) (at[s] < c)
#endif

proctype Poller(byte me)
{
  byte s, a, c, e; byte at[SHARDS]; bool set[SHARDS]; bool any, moved;
  {
    do
    :: DRAINED -> break
    :: else ->
       a = asked[me];
       if
       :: a > 0 ->
          atomic { for (s : 0 .. SHARDS - 1) { set[s] = W(s) }; s = 0 };
          do
          :: s == SHARDS -> break
          :: s < SHARDS && set[s] && !R(s) -> at[s] = POSITION(s); s++
          :: s < SHARDS && !(set[s] && !R(s)) -> s++
          od;
          atomic { for (s : 0 .. SHARDS - 1) { R(s) = set[s]; at[s] = (set[s] -> at[s] : 0) }; s = 0 };
          atomic { asked[me] = asked[me] - a; a = 0; for (s : 0 .. SHARDS - 1) { set[s] = false }; s = 0 }
       :: else
       fi;
       atomic {
         c = LAST;
         for (s : 0 .. SHARDS - 1) { if :: R(s) -> any = true; if :: at[s] < c -> c = at[s] :: else fi :: else fi };
         s = 0
       };
       do
       :: atomic {
            any && c < tail ->
            assert(tail - c <= CAP);                         /* not lapped */
            s = c % SHARDS;
            if
            :: R(s) && at[s] <= c ->
#ifdef MUT_STORE_FIRST
               if :: position[s] <= c -> position[s] = c + 1; goto stored :: else fi;
#endif
               assert(owner[s] == me + 1);                   /* who reads a shard owns it */
               assert(handed[c] == 0);                       /* nothing twice */
               handed[c] = me + 1
            :: else
            fi;
            c++; moved = true;
#ifdef MUT_STORE_FIRST
stored:
#endif
            s = 0
          }
       :: !any || moved || asked[me] > 0 || DRAINED -> break
       od;
       atomic {
         for (s : 0 .. SHARDS - 1) {
           set[s] = R(s);
#ifdef MUT_UNREAD_EARLY
           R(s) = R(s) && W(s); asked[me] = 0;
#endif
         };
         s = 0
       };
       do
       :: !any || s == SHARDS -> break
       :: any && s < SHARDS ->
          atomic {
            if
            :: STORES(s) && FURTHER(s) ->
               assert(owner[s] == me + 1);                   /* only the owner stores a position */
               assert(c >= position[s]);                     /* no position goes back */
               e = s;
               do :: e < c -> assert(handed[e] != 0); e = e + SHARDS :: else -> break od;   /* nothing is lost */
               position[s] = c; at[s] = c; e = 0
            :: else
            fi;
            s++
          }
       od;
       atomic { for (s : 0 .. SHARDS - 1) { set[s] = false }; s = 0; c = 0; any = false; moved = false }
    od
  } unless { dead[me] }
}

proctype Killer()
{
  byte m, e;
  do
  :: kills == 0 -> break
  :: atomic {
       kills > 0 ->
       do :: m < MEMBERS - 1 -> m++ :: break od;
       if
       :: !dead[m] ->
          kills--; dead[m] = true;
          for (e : 0 .. LAST - 1) {
            if :: handed[e] == m + 1 && position[e % SHARDS] <= e -> handed[e] = 0 :: else fi
          }
       :: else
       fi;
       m = 0; e = 0
     }
  :: true -> break
  od
}

proctype Follower()
{
  byte s, least = LAST;
  do
  :: following == LAST -> break
  :: following < LAST && s < SHARDS ->
     atomic {
#ifdef MUT_BARRIER_TAIL
       if :: tail < least -> least = tail :: else fi;
#else
#ifdef MUT_BARRIER_FIRST
       if :: s == 0 && position[s] < least -> least = position[s] :: s > 0 && tail < least -> least = tail :: else fi;
#else
       if :: position[s] < least -> least = position[s] :: else fi;
#endif
#endif
       s++
     }
  :: atomic {
       s == SHARDS ->
       if
       :: following < least ->
          assert(tail - following <= CAP);
          assert(handed[following] != 0 && position[following % SHARDS] > following);
          following++
       :: else
       fi;
       s = 0; least = LAST
     }
  od
}

init {
  byte k;
  atomic {
    /* the first member has all shards */
    for (k : 0 .. SHARDS - 1) { owner[k] = 1; wanted[k] = true; read[k] = true };
    run Producer();
    for (k : 0 .. MEMBERS - 1) { run Keeper(k); run Poller(k) };
    run Killer();
#if FOLLOW
    run Follower()
#endif
  }
}

/* whoever is killed: those that are left hand all of it out */
ltl progress { <> (DRAINED && (FOLLOW == 0 || following == LAST)) }
