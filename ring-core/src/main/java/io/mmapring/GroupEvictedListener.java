package io.mmapring;

/**
 * Is told of consumer groups that were put out of a ring.
 */
@FunctionalInterface
public interface GroupEvictedListener {

	/**
	 * A group was put out. Called once for each, in the process that did it, on a thread
	 * that looks after the ring once a second. May block, but what it delays is the next
	 * look. An exception is logged.
	 * @param evicted the group, and how far it was
	 */
	void groupEvicted(GroupEvicted evicted);

}
