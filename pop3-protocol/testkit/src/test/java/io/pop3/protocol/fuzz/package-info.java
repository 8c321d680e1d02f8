/**
 * Fuzz targets: the core against octets that a fuzzer chose. Each target is a class with a method
 * {@code fuzzerTestOneInput}, which Jazzer calls in the profile {@code fuzz} and {@link
 * io.pop3.protocol.fuzz.FuzzTargetsTest} in every build. A target takes any octets and throws for
 * none, unless a law is broken.
 */
package io.pop3.protocol.fuzz;
