package dev.gander.domain.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The secrets that this process has seen so far: keys that providers read, the user's headers,
/// fetched tokens. Everything shown to or written for others is filtered through it, since a
/// service or a program may echo what it was sent. Thread-safe.
public final class KnownSecrets {
  /// Tokens come and go; the least recently used are dropped.
  private static final int KEPT = 1000;

  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)(?:bearer|basic)\\s+(\\S+)");

  private final SequencedSet<String> texts = new LinkedHashSet<>();

  /// @param variables of this process; those whose names denote secrets are taken
  public static KnownSecrets of(Map<String, String> variables) {
    KnownSecrets known = new KnownSecrets();
    variables.forEach(
        (name, value) -> {
          if (SecretMask.namesSecret(name)) {
            known.add(value);
          }
        });
    return known;
  }

  /// Hides this text from now on; of `Bearer KEY`, only the key.
  public void add(String secret) {
    String text = secret.strip();
    Matcher header = WITH_SCHEME.matcher(text);
    remember(header.matches() ? header.group(1) : text);
  }

  public void addAll(Collection<String> secrets) {
    secrets.forEach(this::add);
  }

  private synchronized void remember(String text) {
    texts.addLast(text);
    if (texts.size() > KEPT) {
      texts.removeFirst();
    }
  }

  /// All known secrets. Never log them.
  public synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /// Returns the text with all secrets masked, except those too short for [SecretMask].
  public String hiddenIn(String text) {
    return SecretMask.withoutSecrets(text, texts());
  }
}
