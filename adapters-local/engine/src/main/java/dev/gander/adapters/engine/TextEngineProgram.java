package dev.gander.adapters.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// Loads one model and answers requests over it on the loopback interface. Standard error says
/// where, once it does. Ends with its standard input, whatever it is doing: native code may wait
/// for nothing.
public final class TextEngineProgram {
  private static final int NOT_LOADED = 1;
  private static final int NO_ROOM_FOR_CONNECTIONS = 0;

  private TextEngineProgram() {}

  public static void main(String[] arguments) throws IOException {
    Thread.ofPlatform().daemon().name("end of input").start(TextEngineProgram::endWithInput);
    // Small pieces are sent at once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    EngineArguments options = new EngineArguments(System.getenv());
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    try {
      LoadedModel model = LoadedModel.load(options);
      HttpServer server = serve(model, options);
      err.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      // The library has an exception of its own that nobody else can name.
      err.println("error: " + e.getMessage());
      Runtime.getRuntime().halt(NOT_LOADED);
    }
  }

  /// `halt`, since the library's threads keep an orderly end waiting.
  private static void endWithInput() {
    try (InputStream in = new FileInputStream(FileDescriptor.in)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // A broken pipe is an end, too.
    }
    Runtime.getRuntime().halt(0);
  }

  private static HttpServer serve(LoadedModel model, EngineArguments options) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()),
            NO_ROOM_FOR_CONNECTIONS);
    // Platform threads: each may wait in native code.
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    KeyCheck key = new KeyCheck(options.key());
    server.createContext("/health", call -> Replies.send(call, 200, Replies.HEALTHY));
    server.createContext(
        "/v1/models", key.before(call -> Replies.send(call, 200, Replies.models(model))));
    server.createContext("/v1/chat/completions", key.before(new ChatHandler(model)));
    server.start();
    return server;
  }
}
