package dev.gander.application.engine.permission;

import dev.gander.domain.text.LookBudget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command that looks like an attack: what it seems to do, how severe that is, and the part of
/// the text that indicates it.
record DangerousCommand(String description, Risk risk, String evidence) {
  /// Enough for a hundred looks at each character of the longest command, and less than a second.
  static final long MOST_LOOKS = 100_000_000;

  private static final int MAX_EVIDENCE = 50;

  /// Severity, with the confidence of a match.
  enum Risk {
    CRITICAL(0.95),
    HIGH(0.75),
    MEDIUM(0.60),
    LOW(0.45);

    private final double confidence;

    Risk(double confidence) {
      this.confidence = confidence;
    }

    double confidence() {
      return confidence;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Sign(Risk risk, String description, Pattern pattern) {
    static Sign of(Risk risk, String description, String regex) {
      return new Sign(risk, description, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }
  }

  /// Most severe first.
  private static final List<Sign> SIGNS =
      List.of(
          Sign.of(
              Risk.CRITICAL,
              "It deletes the whole file system",
              "\\brm\\s+(-[a-z-]+\\s+)*-[a-z]*r[a-z]*\\s+(-[a-z-]+\\s+)*/(\\*|\\s|;|$)"),
          Sign.of(
              Risk.CRITICAL,
              "It deletes a home or system folder",
              "\\brm\\s+(-[a-z-]+\\s+)*-[a-z]*r[a-z]*\\s+(-[a-z-]+\\s+)*"
                  + "(~|\\$HOME|/(home|root|etc|usr|var|boot|bin|lib)\\b)/?\\*?(\\s|;|$)"),
          Sign.of(
              Risk.CRITICAL,
              "It overwrites a disk",
              "\\bdd\\b[^\\n|;]*if=/dev/(zero|u?random)[^\\n|;]*of=/dev/(sd|hd|nvme|vd|disk|xvd)"),
          Sign.of(
              Risk.CRITICAL,
              "It formats a disk",
              "\\bmkfs(\\.\\w+)?\\s+[^\\n;|]*/dev/|\\bformat\\s+[c-z]:"),
          Sign.of(
              Risk.CRITICAL,
              "It runs a script straight from the network",
              "\\b(curl|wget)\\b[^\\n;]*\\|\\s*(sudo\\s+)?(\\S*/)?(ba|z|k|da)?sh\\b"),
          Sign.of(
              Risk.CRITICAL,
              "It opens a shell for someone else",
              "\\b(nc|ncat|netcat)\\b[^\\n;|]*\\s-[a-z]*e[a-z]*\\s+\\S*sh\\b"),
          Sign.of(
              Risk.CRITICAL,
              "It gives away root rights",
              "NOPASSWD[^\\n]*(>>?|tee)[^\\n]*sudoers|sudoers[^\\n]*NOPASSWD"),
          Sign.of(
              Risk.CRITICAL,
              "It changes the running kernel",
              "\\b(insmod|rmmod|modprobe)\\b[^\\n;|]*\\.ko\\b"),
          Sign.of(
              Risk.HIGH,
              "It runs a script straight from the network",
              "\\b(bash|sh|zsh|source)\\b[^\\n;]*<\\(\\s*(curl|wget)\\b"),
          Sign.of(
              Risk.HIGH,
              "It runs Python code from the network",
              "\\bpython[0-9.]*\\s+-c\\b[^\\n]*(urllib|requests|urlopen)[^\\n]*\\bexec\\b"
                  + "|\\bpython[0-9.]*\\s+-c\\b[^\\n]*\\bexec\\b[^\\n]*(urllib|requests|urlopen)"),
          Sign.of(
              Risk.HIGH,
              "It runs a PowerShell script from the network",
              "DownloadString[^\\n]*(Invoke-Expression|\\biex\\b)"
                  + "|(Invoke-Expression|\\biex\\b)[^\\n]*DownloadString"),
          Sign.of(
              Risk.HIGH,
              "It sends keys or the shell's history away",
              "\\b(curl|wget|scp|rsync|nc)\\b[^\\n;]*(\\.ssh/|id_rsa|id_ed25519|_history\\b)"),
          Sign.of(Risk.HIGH, "It reads the password file", "/etc/(shadow|passwd)\\b"),
          Sign.of(
              Risk.HIGH,
              "It makes itself start again and again",
              "\\|\\s*crontab\\b|>>?\\s*/etc/cron|systemctl\\s+enable\\b|/etc/systemd/system/"),
          Sign.of(
              Risk.HIGH,
              "It waits for someone to connect",
              "\\b(nc|ncat|netcat)\\b[^\\n;|]*\\s-[a-z]*l"),
          Sign.of(
              Risk.HIGH,
              "It stops what protects the system",
              "\\b(kill|pkill|killall|systemctl\\s+stop)\\b[^\\n;]*"
                  + "(antivirus|clamav|defender|falcon|firewalld|ufw|auditd)"),
          Sign.of(
              Risk.HIGH,
              "It reaches into another process",
              "\\bgdb\\b[^\\n;]*\\s-p\\s|\\bptrace\\b"),
          Sign.of(
              Risk.HIGH,
              "It lets a program run as its owner",
              "\\bchmod\\b[^\\n;]*(\\+s\\b|\\b[24][0-7]{3}\\b)"),
          Sign.of(
              Risk.HIGH,
              "It runs hidden code",
              "(base64\\s+(-d|--decode|-D)|xxd\\s+-r)[^\\n;]*\\|\\s*(ba|z)?sh\\b"
                  + "|[a-z0-9+/]{120,}={0,2}[^\\n]*\\|\\s*(ba|z)?sh\\b"),
          Sign.of(Risk.HIGH, "It runs text as code", "\\beval\\s+[\"']?\\$"),
          Sign.of(
              Risk.HIGH,
              "It starts a container that may do anything",
              "\\bdocker\\s+run\\b[^\\n;]*--privileged"),
          Sign.of(Risk.HIGH, "It leaves its container", "\\b(nsenter|unshare)\\b"),
          Sign.of(
              Risk.HIGH,
              "It copies the memory or breaks passwords",
              "\\b(gcore|procdump|mimikatz|hashcat|hydra)\\b|\\bjohn\\s+\\S"),
          Sign.of(Risk.MEDIUM, "It redirects names of hosts", ">>?\\s*/etc/hosts\\b"),
          Sign.of(Risk.MEDIUM, "It opens a tunnel", "\\bssh\\b[^\\n;|]*\\s-[a-z]*[LRD]\\s*\\S*\\d"),
          Sign.of(Risk.MEDIUM, "It hides a command in commands", "\\$\\([^()]*\\$\\([^()]*\\$\\("),
          Sign.of(
              Risk.MEDIUM,
              "It wipes traces",
              "\\brm\\b[^\\n;]*/var/log|>\\s*/var/log/\\S|history\\s+-c\\b"),
          Sign.of(
              Risk.MEDIUM,
              "It hides data or looks for open doors",
              "\\b(steghide|outguess|nmap|masscan|zmap)\\b"),
          Sign.of(Risk.LOW, "It changes times of files", "\\btouch\\b[^\\n;]*\\s-[a-z]*[tdr]\\b"),
          Sign.of(Risk.LOW, "It hides its text", "(\\\\u[0-9a-f]{4}){3}"));

  /// The most severe finding in a command. One that takes too long to search is a finding itself,
  /// as is one with so many flags that the search, which calls itself for each, has no stack left.
  static Optional<DangerousCommand> in(String command) {
    CharSequence limited = new LookBudget(MOST_LOOKS).over(command);
    try {
      for (Sign sign : SIGNS) {
        Matcher found = sign.pattern().matcher(limited);
        if (found.find()) {
          return Optional.of(
              new DangerousCommand(sign.description(), sign.risk(), shortened(found.group())));
        }
      }
    } catch (LookBudget.Exhausted | StackOverflowError _) {
      return Optional.of(
          new DangerousCommand(
              "It is too long or too tangled to be searched", Risk.CRITICAL, shortened(command)));
    }
    return Optional.empty();
  }

  /// Risk and description of everything that is looked for, in order.
  static List<String> kinds() {
    return SIGNS.stream().map(sign -> sign.risk() + " " + sign.description()).toList();
  }

  private static String shortened(String text) {
    return text.length() <= MAX_EVIDENCE ? text : text.substring(0, MAX_EVIDENCE);
  }
}
