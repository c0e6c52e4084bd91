package io.mmapring.cli;

import picocli.CommandLine.IVersionProvider;

import io.mmapring.file.RingHeader;

/** Says which version of the tool this is, and which files it can read. */
final class RingVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = RingVersion.class.getPackage().getImplementationVersion();
		return new String[] { "ring " + ((version != null) ? version : "of no version"),
				"reads files of version %d.x".formatted(RingHeader.MAJOR_VERSION) };
	}

}
