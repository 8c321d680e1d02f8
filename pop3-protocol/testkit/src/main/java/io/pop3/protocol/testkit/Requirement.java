package io.pop3.protocol.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rows of the requirement ledger that a test shows to hold, for example
 * {@code @Requirement("1939-RETR-3")}. {@link Ledger} knows the rows; a test that names an unknown
 * one fails the build of whoever runs {@link RequirementScan} over its test classes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {

  /**
   * The rows.
   *
   * @return ids of the ledger
   */
  String[] value();
}
