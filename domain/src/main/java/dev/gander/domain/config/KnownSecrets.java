package dev.gander.domain.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The secrets that this process was given or got so far: keys that providers asked for, headers of
/// the user, tokens that were fetched. Whatever is shown or written for others to read goes through
/// it: a service or a program may repeat in its words what it was sent. Any thread.
public final class KnownSecrets {
  /// Tokens come and go; those that were not used for the longest time are forgotten.
  private static final int KEPT = 1000;

  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)(?:bearer|basic)\\s+(\\S+)");

  private final SequencedSet<String> texts = new LinkedHashSet<>();

  /// @param variables the process's own; those whose names say that they are secrets count
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

  /// From now on this text is hidden; of `Bearer KEY` the key.
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

  /// All of them. Never log them.
  public synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /// The text without any of them, but for those that [SecretMask] finds too short.
  public String hiddenIn(String text) {
    return SecretMask.withoutSecrets(text, texts());
  }
}
