package dev.gander.domain.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import dev.gander.domain.shell.WordPart;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hosts that a command or a tool may reach, as far as its words say so, each in one spelling.
final class HostsOfCall {
  private static final Set<String> PROGRAMS =
      Set.of(
          "curl",
          "wget",
          "wget2",
          "aria2c",
          "http",
          "https",
          "xh",
          "nc",
          "ncat",
          "netcat",
          "telnet",
          "ftp",
          "sftp",
          "lftp",
          "tftp",
          "ssh",
          "mosh",
          "scp",
          "rsync",
          "rsh",
          "rlogin",
          "ping",
          "ping6",
          "dig",
          "nslookup",
          "host",
          "drill",
          "whois",
          "socat",
          "nmap",
          "traceroute",
          "tracepath",
          "mtr",
          "openssl",
          "lynx",
          "links",
          "w3m",
          "elinks",
          "axel",
          "httpie",
          "websocat",
          "grpcurl",
          "ssh-keyscan",
          "ssh-copy-id",
          "smbclient",
          "ldapsearch",
          "mail",
          "sendmail",
          "swaks",
          "resolvectl",
          "getent",
          "rclone",
          "s3cmd",
          "gsutil",
          "az",
          "mount.nfs",
          "fetch");

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://([^/?#\\\\\\s]*)(\\\\?)");
  private static final Pattern AT_HOST = Pattern.compile("[A-Za-z0-9_.-]+@([^:/@\\s]+)(:.*)?");
  private static final Pattern SOCKET = Pattern.compile("/dev/(?:tcp|udp)/([^/]*)/.*");
  private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^\\]]*\\]|[^:]*)(?::.*)?");
  private static final Pattern VALUED =
      Pattern.compile(
          "-[sSfLkvgiIjlNnpq#0123456a]*[oHdXAuFmwbcETYyrzC]|--(output|data|data-raw"
              + "|data-binary|header|request|user-agent|user|form|max-time|write-out|cookie|retry)");

  /// The host of an address is not the one that is reached then.
  private static final Pattern REDIRECTING = Pattern.compile("--(resolve|connect-to)(=.*)?");

  /// As `host.example:path`, which a name of a commit before a path (`HEAD:file`) is not.
  private static final Pattern REMOTE_PATH = Pattern.compile("[^/:@=]+\\.[^/:@=]+:[^:]*");

  private static final Pattern NAMED =
      Pattern.compile("(?i).*(url|uri|endpoint|host|domain|server|address).*");

  private HostsOfCall() {}

  static List<OpenText> in(ShellStep step) {
    List<OpenText> found = new ArrayList<>();
    switch (step) {
      case ShellStep.Redirection redirection -> addresses(found, redirection.target());
      case ShellStep.Command command -> command(found, command.words());
      case ShellStep.Unclear unclear -> command(found, unclear.words());
    }
    return found;
  }

  private static void command(List<OpenText> found, List<ShellWord> words) {
    if (words.isEmpty()) {
      return;
    }
    String program = words.getFirst().shown();
    String name = program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean isNetwork = PROGRAMS.contains(name);
    for (int at = 1; at < words.size(); at++) {
      String text = words.get(at).shown();
      if (name.equals("curl") && REDIRECTING.matcher(text).matches()) {
        found.add(OpenText.UNKNOWN);
      } else if (name.equals("git") && REMOTE_PATH.matcher(text).matches()) {
        found.add(host(text));
      }
      boolean isValue = name.equals("curl") && VALUED.matcher(words.get(at - 1).shown()).matches();
      if (!addresses(found, words.get(at)) && isNetwork && !isValue) {
        argument(found, words.get(at));
      }
    }
  }

  static List<OpenText> in(JsonObject arguments) {
    List<OpenText> found = new ArrayList<>();
    arguments.members().forEach((name, value) -> collect(found, name, value, 0));
    return found;
  }

  private static void collect(List<OpenText> found, String name, Json value, int depth) {
    switch (value) {
      case JsonString(String text) -> {
        boolean isFound = addresses(found, ShellWord.of(text));
        if (!isFound && NAMED.matcher(name).matches() && !text.isBlank() && !text.startsWith("/")) {
          found.add(host(text));
        }
      }
      case JsonArray array when depth < 8 ->
          array.items().forEach(item -> collect(found, name, item, depth + 1));
      case JsonObject object when depth < 8 ->
          object.members().forEach((inner, item) -> collect(found, inner, item, depth + 1));
      case Json _ -> {}
    }
  }

  /// Whether the word says itself that it leads to a host.
  private static boolean addresses(List<OpenText> found, ShellWord word) {
    int before = found.size();
    String text = word.shown();
    Matcher addresses = ADDRESS.matcher(text);
    while (addresses.find()) {
      boolean isLocal = addresses.group(1).equalsIgnoreCase("file");
      boolean isPlain = addresses.group(3).isEmpty() && isKnownUpTo(word, addresses.end(2));
      if (!isLocal) {
        found.add(isPlain ? host(addresses.group(2)) : OpenText.UNKNOWN);
      }
    }
    Matcher at = AT_HOST.matcher(text);
    Matcher socket = SOCKET.matcher(text);
    if (found.size() == before && at.matches()) {
      found.add(word.text().isPresent() ? host(at.group(1)) : OpenText.UNKNOWN);
    } else if (socket.matches()) {
      found.add(word.text().isPresent() ? host(socket.group(1)) : OpenText.UNKNOWN);
    }
    return found.size() > before || text.toLowerCase(Locale.ROOT).startsWith("file://");
  }

  private static boolean isKnownUpTo(ShellWord word, int end) {
    return !word.parts().isEmpty()
        && (word.text().isPresent()
            || (word.parts().getFirst() instanceof WordPart.Text(String text)
                && text.length() > end));
  }

  /// For programs that take the name of a host as an argument.
  private static void argument(List<OpenText> found, ShellWord word) {
    String text = word.shown();
    if (word.text().isEmpty()) {
      found.add(OpenText.UNKNOWN);
    } else if (!text.startsWith("-")) {
      found.add(host(text.replaceFirst("[/?#].*", "")));
    } else if (text.contains("=") || text.length() > 4) {
      String value = text.contains("=") ? text.replaceFirst("^[^=]*=", "") : text.substring(2);
      if (!text.startsWith("--") || text.contains("=")) {
        found.add(host(value.replaceFirst("[/?#].*", "")));
      }
    }
  }

  /// @param authority as in `user@host:port`
  private static OpenText host(String authority) {
    Matcher parts = AUTHORITY.matcher(authority.replaceFirst("[/?#].*", ""));
    if (!parts.matches() || authority.matches("(?s).*[%\\\\{}\\s,;$`'\"<>].*")) {
      return OpenText.UNKNOWN;
    }
    String bare = parts.group(1).replaceFirst("^\\[(.*)\\]$", "$1");
    try {
      String ascii = IDN.toASCII(bare.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
      return OpenText.of(
          address(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii));
    } catch (IllegalArgumentException _) {
      return OpenText.UNKNOWN;
    }
  }

  /// A number in whatever base, or with whatever zeros, in its usual spelling.
  private static String address(String host) {
    if (!host.matches("(0x)?[0-9a-f.x]+|.*:.*")) {
      return host;
    }
    try {
      InetAddress address =
          host.contains(":") ? Inet6Address.ofLiteral(host) : Inet4Address.ofPosixLiteral(host);
      return address.getHostAddress();
    } catch (IllegalArgumentException _) {
      return host;
    }
  }
}
