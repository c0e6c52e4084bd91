/*
 * The doorbell (README.md beside this file): a consumer that goes to sleep, and a publisher whose store may
 * still sit in its store buffer while its next load is already done (x86 and ARM alike).
 *
 *   spin -a waiting.pml && cc -O2 -DSAFETY -o pan pan.c && ./pan
 *
 *   (nothing)                      0 errors: the sleep is bounded, so neither fence nor doorbell is needed to wake
 *   -DUNBOUNDED                    1 error:  the doorbell is not rung, the store comes out after the second look
 *   -DUNBOUNDED -DFENCED           1 error:  the publisher was killed between its store and the doorbell
 *   -DUNBOUNDED -DFENCED -DNOKILL  0 errors: a full fence helps only those who never die
 */
bit published = 0, buffered = 0, waiting = 0;
chan bell = [1] of { bit };
bit rung;

active proctype Publisher()
{
  buffered = 1;                                 /* the stamp: a release store */
#ifdef FENCED
  published == 1;
#endif
#ifndef NOKILL
  if :: skip :: goto killed fi;
#endif
  if
  :: waiting -> waiting = 0;
#ifndef NOKILL
     if :: skip :: goto killed fi;
#endif
     if :: nfull(bell) -> bell!1 :: full(bell) fi
  :: else
  fi;
killed:
}

active proctype StoreBuffer()
{
  buffered == 1; published = 1                  /* drains also when the process is killed */
}

active proctype Consumer()
{
  do
  :: published -> break
  :: else ->
     waiting = 1;                               /* then a full fence */
     if
     :: published -> break
     :: else ->
        if
        :: bell?rung
#ifndef UNBOUNDED
        :: true                                 /* slept long enough: look again */
#endif
        fi
     fi
  od
}
