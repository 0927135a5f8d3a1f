package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.KeyOrder;
import dev.gander.application.api.program.Program;
import dev.gander.domain.error.InvalidInput;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed keys`.
@Command(
    name = "keys",
    description = {
      "Make, list, rotate and revoke keys for clients.",
      "A server that runs sees it at once: the one with the same GOOSE_PATH_ROOT."
    })
public final class KeysVerb {
  private final Program program;

  @Spec private CommandSpec spec;

  KeysVerb(Program program) {
    this.program = program;
  }

  @Command(description = "Make a key and print its secret, once.")
  int add(
      @Parameters(paramLabel = "<NAME>", description = "what to call the key") String name,
      @Option(
              names = "--scopes",
              required = true,
              paramLabel = "<LIST>",
              description = "of read, chat, approve, configure and admin, with commas")
          String scopes,
      @Option(
              names = "--expires",
              paramLabel = "<WHEN>",
              description = "30d, 12h, or 2027-01-31T12:00:00Z")
          @Nullable String expires,
      @Option(
              names = "--requests-per-minute",
              paramLabel = "<N>",
              description = "refuse more than N")
          @Nullable Long rate) {
    if (rate != null && (rate < 0 || rate > 999_999_999)) {
      throw misuse("'" + rate + "' is no number of requests a minute");
    }
    return run(() -> new KeyOrder.Add(name, KeyOrder.scopes(scopes), expires, rate));
  }

  @Command(description = "List all keys, without their secrets.")
  int list() {
    return run(KeyOrder.ListAll::new);
  }

  @Command(description = "Give a key another secret, and print it.")
  int rotate(
      @Parameters(paramLabel = "<NAME|ID>", description = "the key") String key,
      @Option(
              names = "--overlap",
              paramLabel = "<TIME>",
              defaultValue = "0s",
              description = "how long the present one stays valid (0s)")
          String overlap) {
    return run(() -> KeyOrder.Rotate.with(key, overlap));
  }

  @Command(description = "Refuse a key from now on.")
  int revoke(@Parameters(paramLabel = "<NAME|ID>", description = "the key") String key) {
    return run(() -> new KeyOrder.Revoke(key));
  }

  private int run(Supplier<KeyOrder> order) {
    KeyOrder made;
    try {
      made = order.get();
    } catch (InvalidInput e) {
      throw misuse(e.text());
    }
    return program.run(new Chore.Keys(made));
  }

  private ParameterException misuse(String mistake) {
    return new ParameterException(spec.commandLine(), mistake);
  }
}
