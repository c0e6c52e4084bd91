package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.WithoutProgress;

/**
 * Configuration of the groups that the producers of a ring do not want to be without.
 */
public class RequiredConfig {

	/**
	 * Consumer groups that the producers of this application require.
	 */
	private List<String> groups = new ArrayList<>();

	/**
	 * Time to wait at the start until each required group has a living consumer; 0 to
	 * start without.
	 */
	private Duration startTimeout = Duration.ofSeconds(10);

	/**
	 * Time for which a required group may keep a producer waiting without moving.
	 */
	private Duration progressTimeout = Duration.ofSeconds(5);

	/**
	 * What happens to producers when a required group does not move.
	 */
	private WithoutProgress withoutProgress = WithoutProgress.ALERT;

	public List<String> getGroups() {
		return this.groups;
	}

	public void setGroups(List<String> groups) {
		this.groups = groups;
	}

	public Duration getStartTimeout() {
		return this.startTimeout;
	}

	public void setStartTimeout(Duration startTimeout) {
		this.startTimeout = startTimeout;
	}

	public Duration getProgressTimeout() {
		return this.progressTimeout;
	}

	public void setProgressTimeout(Duration progressTimeout) {
		this.progressTimeout = progressTimeout;
	}

	public WithoutProgress getWithoutProgress() {
		return this.withoutProgress;
	}

	public void setWithoutProgress(WithoutProgress withoutProgress) {
		this.withoutProgress = withoutProgress;
	}

}
