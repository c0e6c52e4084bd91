package io.mmapring.it;

import java.util.List;

import io.mmapring.it.FaultCase.Form;

/**
 * A point of the protocol at which a process is killed or stopped: before or behind an
 * access to the ring's memory, or where the test says so.
 */
enum FaultPoint {

	BEFORE_TAIL(Role.PRODUCE, false, "CAS TAIL"), AFTER_TAIL(Role.PRODUCE, true, "CAS TAIL"),

	FILLING(Role.PRODUCE), HEAD_CLAIMED(Role.PRODUCE, true, "STORE STAMP CLAIMED"),

	FOLLOWS(Role.PRODUCE, true, "STORE STAMP FOLLOWS"), BEFORE_PUBLISHED(Role.PRODUCE, false, "STORE STAMP PUBLISHED"),

	AFTER_PUBLISHED(Role.PRODUCE, true, "STORE STAMP PUBLISHED"),

	ABANDONING(Role.ABANDON, true, "STORE STAMP SKIPPED"), ABANDONED(Role.ABANDON, true, "STORE STAMP SKIPPED"),

	ALONE_BEFORE_TAIL(Role.PRODUCE_ALONE, false, "STORE TAIL"),

	ALONE_AFTER_TAIL(Role.PRODUCE_ALONE, true, "STORE TAIL"), ALONE_FILLING(Role.PRODUCE_ALONE),

	ALONE_FOLLOWS(Role.PRODUCE_ALONE, true, "STORE STAMP FOLLOWS"),

	ALONE_BEFORE_PUBLISHED(Role.PRODUCE_ALONE, false, "STORE STAMP PUBLISHED"),

	ALONE_AFTER_PUBLISHED(Role.PRODUCE_ALONE, true, "STORE STAMP PUBLISHED"),

	BEFORE_NAMING(Role.NAME, false, "CAS STAMP CLAIMED"), AFTER_NAMING(Role.NAME, true, "CAS STAMP CLAIMED"),

	WAITING_FOR_ROOM(Role.WAIT, false, "READ EPOCH"),

	BEFORE_HANDLER(Role.CONSUME), AFTER_HANDLER(Role.CONSUME), BEFORE_POSITION(Role.CONSUME, false, "STORE POSITION"),

	AFTER_POSITION(Role.CONSUME, true, "STORE POSITION"),

	BEFORE_DEAD(Role.REPAIR, false, "CAS PARTICIPANT DEAD"), AFTER_DEAD(Role.REPAIR, true, "CAS PARTICIPANT DEAD"),

	BEFORE_REPAIR(Role.REPAIR, false, "CAS STAMP SKIPPED"), AFTER_REPAIR(Role.REPAIR, true, "CAS STAMP SKIPPED"),

	REPAIR_COUNTED(Role.REPAIR, true, "ADD REPAIRED"),

	SWEEPING(Role.SWEEP, true, "CAS STAMP SKIPPED"), BEFORE_SWEPT(Role.SWEEP, false, "STORE PARTICIPANT FREE"),

	AFTER_SWEPT(Role.SWEEP, true, "STORE PARTICIPANT FREE"),

	BEFORE_ATTACHING(Role.ATTACH, false, "STORE PARTICIPANT ATTACHING"),

	AFTER_ATTACHING(Role.ATTACH, true, "STORE PARTICIPANT ATTACHING"),

	BEFORE_LIVE(Role.ATTACH, false, "STORE PARTICIPANT LIVE"), AFTER_LIVE(Role.ATTACH, true, "STORE PARTICIPANT LIVE"),

	BEFORE_DETACHED(Role.DETACH, false, "STORE PARTICIPANT FREE"),

	AFTER_DETACHED(Role.DETACH, true, "STORE PARTICIPANT FREE"),

	BEFORE_JOINING(Role.JOIN, false, "STORE GROUP JOINING"), AFTER_JOINING(Role.JOIN, true, "STORE GROUP JOINING"),

	AFTER_JOIN_EPOCH(Role.JOIN, true, "ADD EPOCH"), BEFORE_JOINED(Role.JOIN, false, "STORE GROUP LIVE"),

	AFTER_JOINED(Role.JOIN, true, "STORE GROUP LIVE"),

	BEFORE_ENTRY_FREED(Role.CLEAN, false, "STORE GROUP FREE"), AFTER_ENTRY_FREED(Role.CLEAN, true, "STORE GROUP FREE"),

	AFTER_FREED_EPOCH(Role.CLEAN, true, "ADD EPOCH"),

	BEFORE_FLOOR(Role.OVERWRITE, false, "CAS FLOOR"), AFTER_FLOOR(Role.OVERWRITE, true, "CAS FLOOR"),

	BEFORE_LEASE(Role.LEASE, false, "STORE OWNER TAKEN"), AFTER_LEASE(Role.LEASE, true, "STORE OWNER TAKEN"),

	BEFORE_GIVEN(Role.GIVE, false, "STORE OWNER FREE"), AFTER_GIVEN(Role.GIVE, true, "STORE OWNER FREE"),

	BEFORE_RIGHT(Role.TAKE_RIGHT, false, "STORE SOLE TAKEN"), AFTER_RIGHT(Role.TAKE_RIGHT, true, "STORE SOLE TAKEN"),

	BEFORE_RIGHT_GIVEN(Role.GIVE_RIGHT, false, "STORE SOLE FREE"),

	AFTER_RIGHT_GIVEN(Role.GIVE_RIGHT, true, "STORE SOLE FREE"),

	BEFORE_TYPE(Role.REGISTER, false, "STORE TYPE"), AFTER_TYPE(Role.REGISTER, true, "STORE TYPE"),

	ADMIN_LOCK_HELD(Role.ADMIN), FILE_BUILT(Role.CREATE), FILE_LINKED(Role.CREATE);

	final Role role;

	/** Behind the access, not before it. */
	final boolean made;

	/** How which word is accessed; empty if the test itself calls the point. */
	final String access;

	FaultPoint(Role role) {
		this(role, false, "");
	}

	FaultPoint(Role role, boolean made, String access) {
		this.role = role;
		this.made = made;
		this.access = access;
	}

	/** What can be seen of a claim whose producer was killed here. */
	boolean isPublished() {
		return this == AFTER_PUBLISHED || this == ALONE_AFTER_PUBLISHED;
	}

	List<Form> forms() {
		return switch (this) {
			case HEAD_CLAIMED, FOLLOWS, ABANDONING, ALONE_FOLLOWS ->
				List.of(Form.BATCH, Form.WRAP, Form.LARGE, Form.FULL);
			default -> this.role.forms();
		};
	}

	/** What a process does when it gets to a point. */
	enum Role {

		PRODUCE("claims and publishes"), PRODUCE_ALONE("the same, as the only producer"), ABANDON("gives its claim up"),
		NAME("names another's claim"), WAIT("waits for room"), CONSUME("takes events"),
		REPAIR("takes events behind a dead one's claim"), SWEEP("attaches after a death"), ATTACH("attaches"),
		DETACH("detaches"), JOIN("joins a group"), CLEAN("attaches after a joiner's death"),
		OVERWRITE("overwrites without any group"), LEASE("takes a group"), GIVE("gives a group back"),
		TAKE_RIGHT("takes the right of the only producer"), GIVE_RIGHT("gives it back"), REGISTER("registers a type"),
		ADMIN("holds the admin lock"), CREATE("creates the file");

		final String text;

		Role(String text) {
			this.text = text;
		}

		private List<Form> forms() {
			return switch (this) {
				case PRODUCE, PRODUCE_ALONE, ABANDON -> List.of(Form.values());
				case CONSUME -> List.of(Form.FIRST, Form.BATCH, Form.WRAP, Form.FULL);
				case REPAIR, SWEEP -> List.of(Form.FIRST, Form.BATCH);
				case NAME, JOIN -> List.of(Form.FIRST, Form.WRAP);
				case WAIT -> List.of(Form.FULL);
				case OVERWRITE -> List.of(Form.WRAP);
				default -> List.of(Form.FIRST);
			};
		}

		boolean isAlone() {
			return this == PRODUCE_ALONE || this == TAKE_RIGHT || this == GIVE_RIGHT;
		}

		/** Whether the victim has or takes the first group. */
		boolean hasGroup() {
			return this == CONSUME || this == REPAIR || this == LEASE || this == GIVE;
		}

		/** Whether it comes behind one that was killed before. */
		boolean isSecond() {
			return this == REPAIR || this == SWEEP || this == CLEAN;
		}

	}

}
