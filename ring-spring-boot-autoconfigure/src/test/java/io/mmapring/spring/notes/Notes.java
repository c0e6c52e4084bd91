package io.mmapring.spring.notes;

import java.util.List;

import io.mmapring.spring.RingProducer;

/** A producer of large events, found by scanning. */
@RingProducer("notes")
interface Notes {

	long written(Note note);

	boolean tryWritten(Note note);

	long allWritten(List<Note> notes);

}
