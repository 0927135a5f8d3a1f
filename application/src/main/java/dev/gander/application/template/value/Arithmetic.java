package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Whole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Operators that make new values.
public final class Arithmetic {
  /// The first power of 2 that is no integer here.
  private static final int HIGHEST_POWER = 127;

  private final Semantics semantics;

  public Arithmetic(Semantics semantics) {
    this.semantics = semantics;
  }

  public Value apply(Operator operator, Value left, Value right) {
    return switch (operator) {
      case PLUS -> plus(left, right);
      case TIMES -> times(left, right);
      case JOIN -> concatenated(semantics.text(left), semantics.text(right));
      case DIVIDED -> new Real(Numeric.real(left) / nonZero(right));
      case MINUS, FLOORED, REMAINDER, POWER -> calculated(operator, left, right);
      case OR, AND, EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST, IN, NOT_IN ->
          throw new IllegalArgumentException(operator.sign());
    };
  }

  public Value negated(Value value) {
    return value instanceof Whole(BigInteger whole)
        ? new Whole(whole.negate())
        : new Real(-Numeric.real(value));
  }

  private Value plus(Value left, Value right) {
    if (left instanceof Textual a && right instanceof Textual b) {
      return concatenated(a.text(), b.text());
    }
    if (left instanceof Items(List<Value> a, int _)
        && right instanceof Items(List<Value> b, int _)) {
      semantics.allowance().steps((long) a.size() + b.size());
      List<Value> both = new ArrayList<>(a);
      both.addAll(b);
      return Items.of(both);
    }
    return calculated(Operator.PLUS, left, right);
  }

  private Value concatenated(String left, String right) {
    semantics.allowance().text((long) left.length() + right.length());
    return Value.of(left + right);
  }

  private Value times(Value left, Value right) {
    if (left instanceof Textual text) {
      return repeated(text.text(), right);
    }
    if (right instanceof Textual text) {
      return repeated(text.text(), left);
    }
    if (left instanceof Items(List<Value> items, int _)) {
      return repeated(items, right);
    }
    return right instanceof Items(List<Value> items, int _)
        ? repeated(items, left)
        : calculated(Operator.TIMES, left, right);
  }

  private Value repeated(String text, Value count) {
    int times = count(count);
    semantics.allowance().text((long) text.length() * times);
    return Value.of(text.repeat(times));
  }

  private Value repeated(List<Value> items, Value count) {
    int times = count(count);
    semantics.allowance().steps(Math.max(times, (long) items.size() * times));
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.addAll(items);
    }
    return Items.of(all);
  }

  private static int count(Value value) {
    if (value instanceof Whole(BigInteger whole) && whole.signum() >= 0) {
      return whole.bitLength() < Integer.SIZE ? whole.intValue() : Integer.MAX_VALUE;
    }
    throw new Misuse("texts and lists can only be repeated a whole number of times");
  }

  private static Value calculated(Operator operator, Value left, Value right) {
    BigInteger a = Numeric.whole(left);
    BigInteger b = Numeric.whole(right);
    return a != null && b != null
        ? new Whole(calculated(operator, a, b))
        : new Real(calculated(operator, Numeric.real(left), Numeric.real(right)));
  }

  private static BigInteger calculated(Operator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case PLUS -> a.add(b);
      case MINUS -> a.subtract(b);
      case TIMES -> a.multiply(b);
      case FLOORED -> a.subtract(a.mod(nonZero(b).abs())).divide(b);
      case REMAINDER -> a.mod(nonZero(b).abs());
      case POWER -> power(a, b);
      default -> throw new IllegalArgumentException(operator.sign());
    };
  }

  private static BigInteger power(BigInteger base, BigInteger exponent) {
    boolean isUnit = base.abs().compareTo(BigInteger.ONE) <= 0;
    if (exponent.signum() < 0 || (exponent.bitLength() > 31 && isUnit)) {
      throw new Misuse("cannot raise to that power");
    }
    if (!isUnit && exponent.compareTo(BigInteger.valueOf(HIGHEST_POWER)) > 0) {
      throw new Misuse("an integer is too large");
    }
    return base.pow(exponent.intValue());
  }

  /// Division as Euclid has it: the remainder is never negative.
  private static double calculated(Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case FLOORED -> (a - remainder(a, b)) / b;
      case REMAINDER -> remainder(a, b);
      case POWER -> Math.pow(a, b);
      default -> throw new IllegalArgumentException(operator.sign());
    };
  }

  private static double remainder(double a, double b) {
    if (b == 0) {
      throw new Misuse("division by zero");
    }
    double remainder = a % b;
    return remainder < 0 ? remainder + Math.abs(b) : remainder;
  }

  private static BigInteger nonZero(BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw new Misuse("division by zero");
    }
    return divisor;
  }

  private static double nonZero(Value divisor) {
    double real = Numeric.real(divisor);
    if (real == 0) {
      throw new Misuse("division by zero");
    }
    return real;
  }
}
