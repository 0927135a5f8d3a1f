package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.BundledServer;
import dev.gander.application.api.program.Program;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `goosed mcp`.
@Command(name = "mcp", description = "Run one bundled MCP server on stdin and stdout.")
public final class McpVerb implements Callable<Integer> {
  private final Program program;

  @Parameters(
      paramLabel = "<NAME>",
      completionCandidates = Names.class,
      converter = ByName.class,
      description = "autovisualiser, computercontroller, memory or tutorial")
  private BundledServer server;

  McpVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.Mcp(server));
  }

  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(BundledServer.values()).map(BundledServer::label).iterator();
    }
  }

  static final class ByName implements ITypeConverter<BundledServer> {
    @Override
    public BundledServer convert(String name) {
      return BundledServer.named(name)
          .orElseThrow(
              () -> new TypeConversionException("no bundled server is called '" + name + "'"));
    }
  }
}
