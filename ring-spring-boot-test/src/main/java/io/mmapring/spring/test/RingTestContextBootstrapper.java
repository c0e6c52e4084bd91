package io.mmapring.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Hands on the properties of {@link RingTest}. */
final class RingTestContextBootstrapper extends TestSliceTestContextBootstrapper<RingTest> {

}
