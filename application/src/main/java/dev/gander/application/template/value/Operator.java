package dev.gander.application.template.value;

import java.util.Arrays;
import java.util.Optional;

/// An operator between two values.
public enum Operator {
  OR("or"),
  AND("and"),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  IN("in"),
  NOT_IN("not in"),
  PLUS("+"),
  MINUS("-"),
  JOIN("~"),
  TIMES("*"),
  DIVIDED("/"),
  FLOORED("//"),
  REMAINDER("%"),
  POWER("**");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  public static Optional<Operator> of(String sign) {
    return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }
}
