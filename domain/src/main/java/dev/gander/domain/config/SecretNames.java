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
          "path",
          "file",
          "dir",
          "sock",
          "env",
          "name",
          "url",
          "uri",
          "host",
          "command",
          "id",
          "limit",
          "type",
          "store",
          "provider");

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
          "config",
          "map",
          "history",
          "chat",
          "message",
          "system",
          "text",
          "audio",
          "image",
          "video",
          "prediction",
          "generated",
          "chunk");

  /// Words in front of the others that say whether there is one.
  private static final Set<String> SWITCHES =
      Set.of("requires", "require", "use", "enable", "disable", "skip", "no");

  /// Last words that also name a method or a folder: `OCI_CLI_AUTH`, `HOST_PWD`.
  private static final Set<String> VAGUE = Set.of("auth", "pwd");

  /// Words in front of `key` that leave no doubt. Other keys are columns, files, or on a keyboard.
  private static final Set<String> KINDS_OF_KEYS =
      Set.of("api", "access", "account", "auth", "encryption", "license", "master", "service");

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

  /// Whether a variable of this name has this secret.
  static boolean denote(String name, String value) {
    return denote(name) && !(isVague(words(name)) && SecretParts.isHowOrWhere(value.strip()));
  }

  /// The same of an argument, a parameter or an item of a list, whose names are shorter: many name
  /// a secret by its file, and some mean no secret at all, as in `--sort-key created_at`.
  static boolean denoteArgument(String name, String value) {
    String text = value.strip();
    return denote(name, text)
        && !ValueForms.isPath(text)
        && (denotesEvenWords(words(name)) || !ValueForms.isWords(text));
  }

  private static boolean isVague(List<String> words) {
    List<String> bare = without(CONTENT, words);
    return words.stream().noneMatch(SecretNames::isSecret)
        && !bare.isEmpty()
        && VAGUE.contains(bare.getLast());
  }

  private static boolean denotesEvenWords(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean isAnyKey =
          word.equals("key") && (i == 0 || !KINDS_OF_KEYS.contains(words.get(i - 1)));
      if (isSecret(word) && !isAnyKey) {
        return true;
      }
    }
    List<String> bare = without(CONTENT, words);
    return !bare.isEmpty() && AT_THE_END.contains(bare.getLast()) && !bare.getLast().equals("auth");
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
