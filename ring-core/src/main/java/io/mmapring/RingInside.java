package io.mmapring;

import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFailedException;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupTable;

/**
 * What producers, consumers and all others of this package ask a ring that is open, and
 * users need not see.
 */
abstract class RingInside {

	final Attached attached;

	final OpenEnds ends;

	RingInside(Attached attached) {
		this.attached = attached;
		this.ends = new OpenEnds(attached);
	}

	boolean isUnusable() {
		return this.attached.isUnusable();
	}

	RingException unusable(String what) {
		String failure = this.attached.watch().failure();
		return (failure != null) ? new RingFailedException(this.attached.name(), failure)
				: new RingClosedException(this.attached.name(), what);
	}

	RingMemory memory() {
		return this.attached.file().memory();
	}

	RingLayout layout() {
		return this.attached.file().layout();
	}

	GroupTable groups() {
		return this.attached.groups();
	}

	void producerClosed(HeldClaim held) {
		this.ends.closed(held);
	}

	/** Say what an error means that may come from a file that was cut. */
	RingFailedException explain(InternalError error) {
		return this.attached.watch().explain(error);
	}

	/** Refuse to touch a file that can no longer be used; of a closed ring it can be. */
	void checkFile() {
		if (isUnusable()) {
			String failure = this.attached.watch().failure();
			if (failure != null) {
				throw new RingFailedException(this.attached.name(), failure);
			}
		}
	}

	void checkUsable(String what) {
		if (isUnusable()) {
			throw unusable(what);
		}
	}

}
