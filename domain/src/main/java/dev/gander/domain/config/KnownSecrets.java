package dev.gander.domain.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secrets that this process has seen so far: the server's key, keys that providers read, what
/// users gave to extensions, headers, fetched tokens. Everything shown to or written for others is
/// filtered through it, since a service or a program may echo what it was sent. Thread-safe.
public final class KnownSecrets {
  /// Tokens come and go; the least recently used are dropped.
  private static final int KEPT = 1000;

  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)(?:bearer|basic)\\s+(\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("://[^/\\s:@]*:([^/\\s@]+)@");

  /// Values that show by their form that they are no secrets: words, numbers, absolute paths, and
  /// addresses without credentials and parameters.
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\p{L}+|[-+.\\d]+|/[\\w.-]+(?:/[\\w.@ -]*)*|https?://[\\w.:\\[\\]-]+(?:/[\\w./~-]*)?");

  private final Set<String> lasting = new LinkedHashSet<>();
  private final SequencedSet<String> passing = new LinkedHashSet<>();
  private @Nullable SecretForms forms;

  /// @param variables of this process; those whose names denote secrets are taken
  public static KnownSecrets of(Map<String, String> variables) {
    KnownSecrets known = new KnownSecrets();
    variables.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name)) {
            known.keep(value);
          }
          if (ChildEnvironment.isServerKey(name)) {
            PASSWORD.matcher(value).results().map(found -> found.group(1)).forEach(known::keep);
          }
        });
    return known;
  }

  /// Hides this text from now on; of `Bearer KEY`, only the key.
  public void add(String secret) {
    remember(withoutScheme(secret));
  }

  /// Hides this text as long as this process lasts.
  public synchronized void keep(String secret) {
    if (lasting.add(withoutScheme(secret))) {
      forms = null;
    }
  }

  public void addAll(Collection<String> secrets) {
    secrets.forEach(this::add);
  }

  /// Hides the values of variables or headers, any of which may be a secret, and passwords in them.
  /// Excepted are those that show by name and form that they are none: hiding `localhost` or a
  /// folder everywhere would make other texts unreadable.
  public void addValues(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name) || !PLAIN.matcher(value.strip()).matches()) {
            add(value);
          }
          addPassword(value);
        });
  }

  /// Hides the password and the secret parameters of an address, if it has any.
  public void addAddress(String address) {
    addPassword(address);
    int query = address.indexOf('?');
    for (String parameter : address.substring(query + 1).split("[&#]")) {
      String[] parts = parameter.split("=", 2);
      if (query >= 0 && parts.length == 2 && SecretMask.namesSecret(parts[0])) {
        add(parts[1]);
      }
    }
  }

  private void addPassword(String text) {
    PASSWORD.matcher(text).results().map(found -> found.group(1)).forEach(this::add);
  }

  private static String withoutScheme(String secret) {
    String text = secret.strip();
    Matcher header = WITH_SCHEME.matcher(text);
    return header.matches() ? header.group(1) : text;
  }

  private synchronized void remember(String text) {
    if (!passing.contains(text)) {
      forms = null;
    }
    passing.addLast(text);
    if (passing.size() > KEPT) {
      passing.removeFirst();
    }
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
