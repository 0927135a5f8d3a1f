package dev.gander.application.template;

import java.util.Arrays;
import java.util.Optional;

/// An operator between two values.
enum Operator {
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

  String sign() {
    return sign;
  }

  static Optional<Operator> of(String sign) {
    return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }
}
