package dev.gander.adapters.postgres.database;

import dev.gander.domain.error.InvalidInput;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a database as PostgreSQL's programs take it:
/// `postgresql://user:password@host:5432/database?sslmode=verify-full&currentSchema=gander`.
///
/// @param hosts one or several, with their ports
/// @param user null for the name of the system's user
/// @param password null where it is in `~/.pgpass`, or not needed
/// @param parameters those of [#KNOWN]
public record DatabaseAddress(
    String hosts,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> parameters) {
  /// What the address may say besides; anything else is a mistake, such as `sslmod`, and must not
  /// be passed over.
  static final List<String> KNOWN =
      List.of(
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "sslpassword",
          "currentSchema",
          "targetServerType");

  /// Any other would look like a database that is away.
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "sslmode",
          Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          "targetServerType",
          Set.of("any", "primary", "secondary", "preferPrimary", "preferSecondary"));

  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^@/?]+)"
              + "/(?<database>[^?/]+)(?:\\?(?<parameters>.*))?");

  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /// @throws InvalidInput if it is not such an address; the text does not repeat it
  public static DatabaseAddress parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new InvalidInput(
          "The database has to be given as postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with"
              + " %-escapes for special characters");
    }
    return new DatabaseAddress(
        parts.group("hosts"),
        decoded(parts.group("database")),
        decodedOrNull(parts.group("user")),
        decodedOrNull(parts.group("password")),
        parameters(parts.group("parameters")));
  }

  private static Map<String, String> parameters(@Nullable String text) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String parameter : text == null || text.isEmpty() ? List.<String>of() : split(text)) {
      int sign = parameter.indexOf('=');
      String name = sign < 0 ? parameter : parameter.substring(0, sign);
      if (!KNOWN.contains(name)) {
        throw new InvalidInput(
            "The address of the database has an unknown parameter `"
                + name
                + "`; known are "
                + String.join(", ", KNOWN));
      }
      String value = decoded(parameter.substring(sign + 1));
      if (!CHOICES.getOrDefault(name, Set.of(value)).contains(value)) {
        throw new InvalidInput("The address of the database has an unknown `" + name + "`");
      }
      found.put(name, value);
    }
    String schema = found.get("currentSchema");
    if (schema != null && !SCHEMA.matcher(schema).matches()) {
      throw new InvalidInput(
          "The schema of the database needs a name of small letters, digits and underscores");
    }
    return found;
  }

  private static List<String> split(String parameters) {
    return List.of(parameters.split("&", -1));
  }

  private static @Nullable String decodedOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : decoded(text);
  }

  /// A plus is a plus here.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("The address of the database has an incomplete %-escape");
    }
  }

  /// The schema that the tables are in.
  String schema() {
    return parameters.getOrDefault("currentSchema", "gander");
  }

  /// The beginning of a sentence about the database: without user and password.
  String title() {
    return "The database " + database + " at " + hosts;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + hosts + "/" + database.replace("%", "%25").replace("?", "%3F");
  }

  /// What a connection begins with; it is told the schema later.
  Properties properties() {
    Properties all = new Properties();
    all.putAll(parameters);
    all.remove("currentSchema");
    if (user != null) {
      all.setProperty("user", user);
    }
    if (password != null) {
      all.setProperty("password", password);
    }
    return all;
  }

  /// Without the password.
  @Override
  public String toString() {
    return title();
  }
}
