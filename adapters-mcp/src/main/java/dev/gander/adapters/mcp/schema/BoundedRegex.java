package dev.gander.adapters.mcp.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import dev.gander.domain.text.LookBudget;
import java.util.regex.Pattern;

/// The regular expressions of one validation, which together may look at so many characters and no
/// more: some of the JDK's take longer than anybody waits. Not thread-safe.
final class BoundedRegex implements RegularExpressionFactory {
  /// Some tenths of a second.
  private static final long LIMIT = 5_000_000;

  /// Some seconds of repeating what looks at nothing, such as an empty group.
  private static final long MOST_REPETITIONS = 1_000_000_000;

  /// A number of repetitions that an expression insists on, and no code of a character.
  private static final Pattern REPETITION = Pattern.compile("(?<!\\\\x)\\{(\\d{1,10})[,}]");

  private final LookBudget budget = new LookBudget(LIMIT);

  @Override
  public RegularExpression getRegularExpression(String expression) {
    // As the library's own does.
    Pattern pattern =
        Pattern.compile(
            RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(expression)));
    long repetitions = mostRepetitions(expression);
    return text -> {
      if (repetitions > MOST_REPETITIONS / (text.length() + 1)) {
        throw new LookBudget.Exhausted();
      }
      return pattern.matcher(budget.over(text)).find();
    };
  }

  /// How often a part of an expression may be repeated at one place of a text: each may be within
  /// all the others.
  private static long mostRepetitions(String expression) {
    return REPETITION
        .matcher(expression)
        .results()
        .mapToLong(found -> Math.clamp(Long.parseLong(found.group(1)), 1, MOST_REPETITIONS))
        .reduce(1, (a, b) -> Math.min(MOST_REPETITIONS, a * b));
  }
}
