package dev.gander.bootstrap.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/// A program on Windows, with the JDK only. With `sleep` as its argument it stays, with `read` it
/// tells how much there is to read, else it is an MCP server with a tool that tells the program's
/// arguments, in Base64.
final class ToldArguments {
  private ToldArguments() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("sleep")) {
      Thread.sleep(300_000);
    }
    if (arguments[0].equals("read")) {
      System.out.println(System.in.readAllBytes().length + " bytes");
      return;
    }
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String result = result(line, arguments);
      if (!result.isEmpty()) {
        String id = line.replaceFirst(".*\"id\":(\\d+|\"[^\"]*\").*", "$1");
        out.print("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n");
        out.flush();
      }
    }
  }

  private static String result(String request, String[] arguments) {
    if (request.contains("\"initialize\"")) {
      return "{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{\"tools\":{}}}";
    }
    if (request.contains("\"tools/list\"")) {
      return "{\"tools\":[{\"name\":\"told\",\"inputSchema\":{\"type\":\"object\"}}]}";
    }
    return request.contains("\"tools/call\"")
        ? "{\"content\":[{\"type\":\"text\",\"text\":\"" + encoded(arguments) + "\"}]}"
        : "";
  }

  private static String encoded(String[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> Base64.getEncoder().encodeToString(argument.getBytes(UTF_8)))
        .collect(Collectors.joining(" "));
  }
}
