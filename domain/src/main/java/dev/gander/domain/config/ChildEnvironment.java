package dev.gander.domain.config;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the processes that we start find in their environment: what we found in ours, without our
/// own key, and without secrets that a process was not given by name. All processes are started
/// with it, whoever starts them. Thread-safe.
///
/// A tool runs what a model says, so it must not hold what gives it the rights of the user: with
/// the server's key it could approve its own calls.
public final class ChildEnvironment {
  private static final String SERVER_KEY = "GOOSE_SERVER__SECRET_KEY";

  /// Whoever has it can write whatever the server would.
  private static final String DATABASE = "GANDER_DATABASE";

  /// It opens the secrets in the database.
  private static final String CLUSTER_KEY = "GANDER_CLUSTER_KEY";

  private static final String SETTING = "GANDER_CHILD_ENV";

  /// A shorter value may be the same as another's by chance.
  private static final int SHORTEST_COPY = 8;

  private final Map<String, String> ours;
  private final Supplier<Set<String>> providerKeys;
  private final BooleanSupplier inherits;

  private ChildEnvironment(
      Map<String, String> ours, Supplier<Set<String>> providerKeys, BooleanSupplier inherits) {
    this.ours = Map.copyOf(ours);
    this.providerKeys = providerKeys;
    this.inherits = inherits;
  }

  /// The environment for the children of this process. With the setting `GANDER_CHILD_ENV` =
  /// `inherit` they get all secrets but our own key, as from goosed.
  ///
  /// @param ours the environment of this process
  /// @param settings read at each start
  /// @param providerKeys the names of the secrets that providers are used with, read at each start
  public static ChildEnvironment of(
      Map<String, String> ours, Settings settings, Supplier<Set<String>> providerKeys) {
    return new ChildEnvironment(ours, providerKeys, () -> isInherited(settings));
  }

  /// An environment in which only names tell what is a secret.
  ///
  /// @param ours the environment of this process
  public static ChildEnvironment of(Map<String, String> ours) {
    return new ChildEnvironment(ours, Set::of, () -> false);
  }

  /// Whether a variable of this name opens this server to its holder.
  public static boolean isServerKey(String name) {
    return Set.of(SERVER_KEY, DATABASE, CLUSTER_KEY).contains(upperCase(name));
  }

  /// Settings that cannot be read have not allowed anything.
  private static boolean isInherited(Settings settings) {
    try {
      return settings
          .find(SETTING)
          .filter(value -> value instanceof JsonString(String text) && isInherit(text))
          .isPresent();
    } catch (StorageException _) {
      return false;
    }
  }

  private static boolean isInherit(String text) {
    return text.strip().equalsIgnoreCase("inherit");
  }

  /// A variable of this process, such as `PATH`; empty if it is not set.
  public Optional<String> find(String name) {
    return Optional.ofNullable(ours.get(name));
  }

  /// The environment of a process that needs no secret of ours.
  ///
  /// @param own its own variables, which may be secrets; they come before ours
  public Map<String, String> with(Map<String, String> own) {
    return with(own, Set.of());
  }

  /// The environment of a process that needs secrets of ours.
  ///
  /// @param own its own variables, as above
  /// @param keys the names of the secrets that it gets if they are set
  public Map<String, String> with(Map<String, String> own, Set<String> keys) {
    Map<String, String> passed = new HashMap<>(ours);
    if (!inherits.getAsBoolean()) {
      Set<String> providers = upperCase(providerKeys.get());
      Set<String> named = upperCase(keys);
      Set<String> copies = valuesOf(providers);
      passed
          .entrySet()
          .removeIf(
              it ->
                  !named.contains(upperCase(it.getKey()))
                      && (providers.contains(upperCase(it.getKey()))
                          || SecretMask.namesSecret(it.getKey(), it.getValue())
                          || copies.contains(it.getValue())));
    }
    passed.values().removeAll(valuesOf(Set.of(SERVER_KEY, DATABASE, CLUSTER_KEY)));
    passed.putAll(own);
    passed.keySet().removeIf(ChildEnvironment::isServerKey);
    return passed;
  }

  /// A secret may be there under a second name.
  private Set<String> valuesOf(Set<String> names) {
    Set<String> values = new HashSet<>();
    ours.forEach(
        (name, value) -> {
          if (value.length() >= SHORTEST_COPY && names.contains(upperCase(name))) {
            values.add(value);
          }
        });
    return values;
  }

  private static Set<String> upperCase(Set<String> names) {
    Set<String> all = new HashSet<>();
    names.forEach(name -> all.add(upperCase(name)));
    return all;
  }

  /// Windows doesn't distinguish case in names, and we don't when we read them.
  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /// Names only: the values are secrets.
  @Override
  public String toString() {
    return "ChildEnvironment" + ours.keySet();
  }
}
