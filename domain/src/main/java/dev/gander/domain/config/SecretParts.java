package dev.gander.domain.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a value is a secret by itself: whoever got the whole may repeat only its key, one of its
/// lines, or the password in its address.
final class SecretParts {
  /// A scheme, as in the header `Authorization`, and what it introduces.
  private static final Pattern HEADER = Pattern.compile("([A-Za-z][\\w.+-]*)\\s+(\\S.*)");

  /// Schemes that stay readable in front of their keys.
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "token", "apikey", "api-key", "key");

  private static final Pattern BREAK = Pattern.compile("\\R");

  /// Between lines, also as JSON writes it.
  private static final Pattern ANY_BREAK = Pattern.compile("\\R|\\\\[rn]");

  /// The first and last lines of keys and certificates.
  private static final String ARMOUR = "-----";

  /// An item of a list: a text, which may have a name and quotes.
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:[\"']?(?<name>[A-Za-z][\\w.-]*+)[\"']?\\s*+[=:](?!//)(?!(?<=\\b[A-Za-z]:)\\\\)\\s*+)?"
              + "(?:\"(?<text>[^\"]*)\"|'(?<word>[^']*)'|(?<bare>[^\\s,;\"'{}\\[\\]][^,;\"'{}\\[\\]]*+))");

  /// Parameters of headers that everybody may know.
  private static final Set<String> PUBLIC =
      Set.of("realm", "username", "uri", "algorithm", "qop", "nc", "keyid", "signedheaders");

  private static final Pattern PASSWORD = Pattern.compile("://[^/\\s:@]*:([^/\\s]+)@");
  private static final Pattern USER = Pattern.compile("https?://([^/\\s:@]+)(?::[^/\\s]*)?@");
  private static final Pattern PATH = Pattern.compile("https?://[^/\\s]+(/[^\\s?#]*)");

  /// Between parameters. A value may contain commas.
  private static final Pattern SEPARATOR = Pattern.compile("[?&;\\s]|,(?=[\\w.-]+=)");

  private static final Pattern PARAMETER = Pattern.compile("([\\w.-]+)=([^#\"']+)");

  /// Parameters that are secrets in queries however they look, where `code` is a key.
  private static final Set<String> OF_QUERY =
      Set.of("auth", "code", "key", "sig", "signature", "x-amz-signature");

  private SecretParts() {}

  /// Whether a value shows by its form that it is no secret, unless its name calls it one.
  static boolean isPlain(String value) {
    String text = value.strip();
    return ValueForms.isPlain(text) && inAddresses(text).isEmpty();
  }

  /// Whether it tells how or where, when a name may mean this as well as a secret.
  static boolean isHowOrWhere(String value) {
    return ValueForms.isMethod(value)
        || ValueForms.isPath(value)
        || (value.contains("://") && isPlain(value));
  }

  /// What has to be hidden of a secret. Some of it may be too short for that: see [SecretForms].
  static Set<String> of(String secret) {
    Set<String> parts = new LinkedHashSet<>();
    String text = secret.strip();
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      addHeader(header, parts);
    } else {
      parts.add(text);
      addLines(text, parts);
    }
    parts.addAll(inAddresses(text));
    return parts;
  }

  /// What the header `Authorization` says after its scheme, which is a secret however it looks.
  static String withoutScheme(String header) {
    Matcher found = HEADER.matcher(header.strip());
    return found.matches() && isOneWord(found.group(2)) ? found.group(2) : header;
  }

  private static void addHeader(Matcher header, Set<String> parts) {
    String scheme = header.group(1).toLowerCase(Locale.ROOT);
    String key = header.group(2);
    if (!SCHEMES.contains(scheme) || !isOneWord(key)) {
      parts.add(header.group());
    }
    if (isOneWord(key) && (SCHEMES.contains(scheme) || isMade(key))) {
      parts.add(key);
    }
    if (scheme.equals("basic")) {
      addCredentials(key, parts);
    }
    addLines(key, parts);
  }

  private static boolean isOneWord(String text) {
    return text.chars().noneMatch(Character::isWhitespace);
  }

  /// The password, which services decode.
  private static void addCredentials(String key, Set<String> parts) {
    try {
      String pair = new String(Base64.getDecoder().decode(key), UTF_8);
      parts.add(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException _) {
      // Something that only the service understands.
    }
  }

  private static void addLines(String text, Set<String> parts) {
    String[] lines = lines(text);
    for (String line : lines) {
      String stripped = line.strip();
      if (lines.length > 1 && isSecretLine(stripped)) {
        parts.add(stripped);
      }
      addItems(stripped, parts);
    }
  }

  /// What looks like an escaped break in `C:\new` is none.
  private static String[] lines(String text) {
    boolean isEscaped = text.contains(ARMOUR) || !ValueForms.containsWindowsPath(text);
    return (isEscaped ? ANY_BREAK : BREAK).split(text);
  }

  /// A name whose value is on the next lines is none.
  private static boolean isSecretLine(String line) {
    return !line.endsWith(":") && !line.startsWith(ARMOUR) && !isPlain(line);
  }

  private static void addItems(String line, Set<String> parts) {
    Matcher item = ITEM.matcher(line);
    while (item.find()) {
      String text = text(item).strip();
      if (isSecretItem(item.group("name"), text)) {
        parts.add(text);
      }
    }
  }

  private static String text(MatchResult item) {
    String quoted = item.group("text") == null ? item.group("word") : item.group("text");
    return quoted == null ? item.group("bare") : quoted;
  }

  private static boolean isSecretItem(@Nullable String name, String text) {
    if (name != null && SecretNames.denoteArgument(name, text)) {
      return true;
    }
    boolean isPublic = name != null && PUBLIC.contains(name.toLowerCase(Locale.ROOT));
    return !isPublic && isOneWord(text) && isMade(text);
  }

  private static boolean isMade(String text) {
    return ValueForms.isMade(text) && !isPlain(text);
  }

  /// The passwords and keys in the addresses and parameters that a text contains.
  static Set<String> inAddresses(String text) {
    Set<String> secrets = inOrdinaryAddresses(text);
    addPaths(text, "", secrets);
    return secrets;
  }

  /// The same without what looks like keys in paths, unless they are webhooks: those of a service
  /// or a build have names of machines, deployments and builds there.
  static Set<String> inOrdinaryAddresses(String text) {
    Set<String> secrets = new LinkedHashSet<>();
    if (text.indexOf('=') >= 0) {
      addParameters(text, secrets);
    }
    if (text.contains("://")) {
      addCredentialsInFrontOfHosts(text, secrets);
      addPaths(text, "hook", secrets);
    }
    return secrets;
  }

  /// @param kind what an address contains
  private static void addPaths(String text, String kind, Set<String> secrets) {
    PATH.matcher(text)
        .results()
        .filter(it -> it.group().contains(kind))
        .forEach(it -> addSegments(it.group(1), secrets));
  }

  private static void addParameters(String text, Set<String> secrets) {
    Matcher separator = SEPARATOR.matcher(text);
    Matcher parameter = PARAMETER.matcher(text);
    int start = 0;
    while (start < text.length()) {
      int end = separator.find() ? separator.start() : text.length();
      if (parameter.region(start, end).lookingAt()) {
        boolean isInQuery = start > 0 && "?&".indexOf(text.charAt(start - 1)) >= 0;
        if (isSecretParameter(parameter.group(1), parameter.group(2), isInQuery)) {
          addDecoded(parameter.group(2), secrets);
        }
      }
      start = end + 1;
    }
  }

  private static boolean isSecretParameter(String name, String value, boolean isInQuery) {
    return SecretNames.denoteArgument(name, value)
        || (isInQuery && OF_QUERY.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static void addCredentialsInFrontOfHosts(String text, Set<String> secrets) {
    Matcher passwords = PASSWORD.matcher(text);
    while (passwords.find()) {
      // Programs do not agree on where it ends.
      addDecoded(passwords.group(1), secrets);
      addDecoded(passwords.group(1).split("@", 2)[0], secrets);
    }
    USER.matcher(text)
        .results()
        .map(it -> it.group(1))
        .filter(ValueForms::isKeyOfAddress)
        .forEach(it -> addDecoded(it, secrets));
  }

  private static void addSegments(String path, Set<String> secrets) {
    for (String segment : path.split("/")) {
      if (ValueForms.isKeyOfAddress(segment)) {
        addDecoded(segment, secrets);
      }
    }
  }

  /// As it stands there, and without percent-encoding.
  private static void addDecoded(String text, Set<String> secrets) {
    secrets.add(text);
    if (text.indexOf('%') >= 0 && text.chars().allMatch(it -> it < 128)) {
      secrets.add(new String(DecodedText.ofPercents(text).text().getBytes(ISO_8859_1), UTF_8));
    }
  }
}
