package dev.gander.domain.extension;

import dev.gander.domain.config.KnownSecrets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a user gave an extension and may be a secret.
public final class ExtensionSecrets {
  /// An argument with a name: `--token=KEY`, `TOKEN=KEY`, `Authorization: Bearer KEY`.
  private static final Pattern NAMED = Pattern.compile("([\\w.-]+)(?:=|:\\s*)(.+)", Pattern.DOTALL);

  private ExtensionSecrets() {}

  /// Adds the values of its variables and headers, and what is secret in its address and arguments.
  ///
  /// @param config resolved or not
  public static void addTo(KnownSecrets known, ExtensionConfig config) {
    switch (config) {
      case ExtensionConfig.Stdio stdio -> {
        known.addValues(stdio.envs());
        addArguments(known, stdio.args());
      }
      case ExtensionConfig.StreamableHttp http -> {
        known.addValues(http.envs());
        known.addValues(http.headers());
        known.addAddress(http.uri());
      }
      case ExtensionConfig.Sse sse -> {
        if (sse.uri() != null) {
          known.addAddress(sse.uri());
        }
      }
      case ExtensionConfig.Builtin _,
          ExtensionConfig.Platform _,
          ExtensionConfig.Frontend _,
          ExtensionConfig.InlinePython _ -> {}
    }
  }

  private static void addArguments(KnownSecrets known, List<String> arguments) {
    String before = "";
    for (String argument : arguments) {
      Matcher named = NAMED.matcher(argument);
      if (named.matches()) {
        known.addArgument(named.group(1), named.group(2));
      } else if (before.startsWith("-") && !argument.startsWith("-")) {
        known.addArgument(before, argument);
      }
      known.addAddress(argument);
      before = argument;
    }
  }
}
