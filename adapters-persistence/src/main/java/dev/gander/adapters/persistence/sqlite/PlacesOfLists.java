package dev.gander.adapters.persistence.sqlite;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/// Puts the parameters of a list where a statement says `<name>`. A statement compares with blanks
/// around `<` and `>`. Instead of Jdbi's for the reason of [NamedParameters].
final class PlacesOfLists implements TemplateEngine.Parsing {
  private static final Pattern PLACE = Pattern.compile("<(\\w+)>");

  @Override
  public Optional<Function<StatementContext, String>> parse(String sql, ConfigRegistry config) {
    return Optional.of(sql.indexOf('<') < 0 ? _ -> sql : context -> fill(sql, context));
  }

  private static String fill(String sql, StatementContext context) {
    return PLACE.matcher(sql).replaceAll(place -> parameters(place.group(1), context));
  }

  /// @throws IllegalArgumentException if the statement has no such list
  private static String parameters(String list, StatementContext context) {
    Object parameters = context.getAttribute(list);
    if (parameters == null) {
      throw new IllegalArgumentException("the statement has no list " + list);
    }
    return Matcher.quoteReplacement(parameters.toString());
  }
}
