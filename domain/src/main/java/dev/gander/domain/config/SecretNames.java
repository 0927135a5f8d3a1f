package dev.gander.domain.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of settings, variables, headers and parameters that call their values secrets. The
/// same rule decides what is hidden and what child processes do not inherit. It looks at whole
/// words of a name: `AUTHOR`, `COMPASS` and `KEYBOARD` are no secrets.
final class SecretNames {
  /// Anywhere in a name.
  private static final Set<String> ANYWHERE =
      Set.of(
          "key",
          "apikey",
          "token",
          "secret",
          "password",
          "passwd",
          "passphrase",
          "credential",
          "credentials",
          "authorization",
          "cookie",
          "sshpass");

  /// Endings of a word that make it a secret, as in `PGPASSWORD`.
  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "token",
          "secret",
          "apikey",
          "authkey",
          "accesskey",
          "secretkey",
          "privatekey");

  /// Last words of a name whose value only describes a secret.
  private static final Set<String> ABOUT =
      Set.of(
          "path", "file", "dir", "sock", "env", "name", "url", "uri", "host", "command", "id",
          "limit", "type");

  /// Secrets only at the end of a name: `DB_PASS`, but not `PASS_THROUGH`; `KUBE_AUTH`, but not
  /// `SSH_AUTH_SOCK`.
  private static final Set<String> AT_THE_END =
      Set.of(
          "pass",
          "passcode",
          "pwd",
          "pw",
          "pin",
          "pat",
          "psk",
          "jwt",
          "bearer",
          "auth",
          "creds",
          "cookies",
          "secrets",
          "passwords",
          "passphrases",
          "webhook",
          "webhooks");

  /// The same, but not alone: what is only called `tokens` is counted, or has names of its own.
  private static final Set<String> NOT_ALONE = Set.of("keys", "tokens");

  /// Words that may follow those at the end, as in `PIN_CODE`.
  private static final Set<String> CONTENT =
      Set.of("code", "phrase", "word", "value", "string", "header", "config", "json", "base");

  private static final Set<String> WEBHOOKS = Set.of("webhook", "webhooks");

  /// Who knows the address of a webhook may use it.
  private static final Set<String> ADDRESSES = Set.of("url", "urls", "uri", "uris", "address");

  /// Words in front of `tokens` and `keys` that count them, or list their names.
  private static final Set<String> COUNTED =
      Set.of(
          "max",
          "min",
          "total",
          "input",
          "output",
          "context",
          "prompt",
          "completion",
          "reasoning",
          "thinking",
          "cache",
          "cached",
          "read",
          "write",
          "used",
          "budget",
          "new",
          "num",
          "env",
          "config");

  /// Words in front of the others that say whether there is one.
  private static final Set<String> SWITCHES =
      Set.of("requires", "require", "use", "enable", "disable", "skip", "no");

  /// Names as a whole: the shell's variable for its folder, and git's for names of settings.
  private static final Set<List<String>> NONE =
      Set.of(List.of("pwd"), List.of("git", "config", "key"));

  /// Digits separate words as well: `API_KEY2`, `P4PASSWD`.
  private static final Pattern SEPARATOR = Pattern.compile("[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])");

  private SecretNames() {}

  static boolean denote(String name) {
    List<String> words = words(name);
    if (words.isEmpty() || NONE.contains(words)) {
      return false;
    }
    return (!ABOUT.contains(words.getLast()) && words.stream().anyMatch(SecretNames::isSecret))
        || isSecretAtTheEnd(words);
  }

  private static boolean isSecret(String word) {
    return ANYWHERE.contains(word) || ENDINGS.stream().anyMatch(word::endsWith);
  }

  private static boolean isSecretAtTheEnd(List<String> words) {
    List<String> bare = without(CONTENT, words);
    List<String> named = without(ADDRESSES, words);
    return (!bare.isEmpty()
            && isSecretAfter(bare.size() == 1 ? "" : bare.get(bare.size() - 2), bare.getLast()))
        || (!named.isEmpty() && WEBHOOKS.contains(named.getLast()));
  }

  /// @param before the word in front of it, or nothing
  private static boolean isSecretAfter(String before, String word) {
    return (AT_THE_END.contains(word) && !SWITCHES.contains(before))
        || (NOT_ALONE.contains(word) && !before.isEmpty() && !COUNTED.contains(before));
  }

  private static List<String> without(Set<String> endings, List<String> words) {
    int end = words.size();
    while (end > 0 && endings.contains(words.get(end - 1))) {
      end--;
    }
    return words.subList(0, end);
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : SEPARATOR.split(name)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
