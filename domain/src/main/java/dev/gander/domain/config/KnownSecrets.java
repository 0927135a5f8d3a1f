package dev.gander.domain.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The secrets that this process has seen so far: the server's key, keys that providers read, what
/// users gave to extensions, headers, fetched tokens. Everything shown to or written for others is
/// filtered through it, since a service or a program may echo what it was sent. Thread-safe.
public final class KnownSecrets {
  /// Tokens come and go; the least recently used are dropped.
  private static final int KEPT = 1000;

  private final Set<String> lasting = new LinkedHashSet<>();
  private final SequencedSet<String> passing = new LinkedHashSet<>();
  private @Nullable SecretForms forms;

  /// @param variables of this process; those whose names denote secrets are taken, and of the
  ///   others the passwords in addresses, and webhooks
  public static KnownSecrets of(Map<String, String> variables) {
    KnownSecrets known = new KnownSecrets();
    variables.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name, value)) {
            named(name, value).forEach(known::keep);
          }
          SecretParts.inOrdinaryAddresses(value).forEach(known::keep);
        });
    return known;
  }

  /// Hides this text and the secrets in it from now on; of `Bearer KEY`, only the key.
  public synchronized void add(String secret) {
    String text = secret.strip();
    if (!passing.contains(text)) {
      forms = null;
    }
    passing.addLast(text);
    if (passing.size() > KEPT) {
      passing.removeFirst();
    }
  }

  /// Hides the same as long as this process lasts.
  public synchronized void keep(String secret) {
    if (lasting.add(secret.strip())) {
      forms = null;
    }
  }

  public void addAll(Collection<String> secrets) {
    secrets.forEach(this::add);
  }

  /// Hides the values of variables or headers, any of which may be a secret. Excepted are those
  /// that show by name and form that they are none: hiding `localhost` or a folder everywhere would
  /// make other texts unreadable.
  public void addValues(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name, value)) {
            named(name, value).forEach(this::add);
          } else if (!SecretParts.isPlain(value)) {
            add(value);
          }
        });
  }

  /// Hides the value of an argument if its name calls it a secret and it is no file, method or
  /// column of a table.
  public void addArgument(String name, String value) {
    if (SecretNames.denoteArgument(name, value)) {
      named(name, value).forEach(this::add);
    }
  }

  /// What follows the scheme of an authorization is a secret however plain it looks.
  private static List<String> named(String name, String value) {
    return name.toLowerCase(Locale.ROOT).contains("auth")
        ? List.of(value, SecretParts.withoutScheme(value))
        : List.of(value);
  }

  /// Hides what is secret in an address: its password, its parameters with the name of a secret,
  /// and keys in its path.
  public void addAddress(String address) {
    SecretParts.inAddresses(address).forEach(this::add);
  }

  /// All known secrets. Never log them.
  public synchronized List<String> texts() {
    List<String> all = new ArrayList<>(lasting);
    all.addAll(passing);
    return all;
  }

  /// Returns the text with all secrets masked, in all their forms, except those that are too short:
  /// see [SecretForms].
  public String hiddenIn(String text) {
    return forms().hiddenIn(text);
  }

  private synchronized SecretForms forms() {
    SecretForms current = forms;
    if (current == null) {
      current = SecretForms.of(texts());
      forms = current;
    }
    return current;
  }
}
