package dev.gander.adapters.speech.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A program that does what stands in the files that it gets: in that of the model when it begins,
/// in that of the sound later.
public final class PlayedEngine {
  private final Path model;
  private final DataOutputStream out = new DataOutputStream(System.out);

  private PlayedEngine(Path model) {
    this.model = model;
  }

  public static void main(String[] arguments) throws Exception {
    PlayedEngine engine = new PlayedEngine(Path.of(arguments[0]));
    engine.play(Files.readString(engine.model, StandardCharsets.ISO_8859_1));
    DataInputStream in = new DataInputStream(System.in);
    try {
      while (true) {
        engine.play(Files.readString(Path.of(in.readUTF())));
      }
    } catch (EOFException _) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void play(String script) throws IOException, InterruptedException {
    String[] words = script.split(" ", 2);
    switch (words[0]) {
      case "say" -> answer('t', words[1]);
      case "spell" -> answer('s', words[1]);
      case "fail" -> answer('f', words[1]);
      case "hang" -> hang();
      case "die" -> Runtime.getRuntime().halt(134);
      case "babble" -> out.write("Loading the library\n".getBytes(StandardCharsets.UTF_8));
      case "grow" -> grow();
      case "tell" ->
          answer('t', System.getenv().containsKey("SECRET_KEY") ? "a secret" : "no secret");
      case "like-the-model" -> likeTheModel();
      default -> answer('r', "");
    }
    out.flush();
  }

  private void likeTheModel() throws IOException, InterruptedException {
    String name = model.getFileName().toString();
    if (name.contains("tiny")) {
      answer('t', " hello there\n");
    } else if (name.contains("base")) {
      answer('t', "");
    } else {
      hang();
    }
  }

  private void hang() throws IOException, InterruptedException {
    Files.writeString(model.resolveSibling("begun"), "");
    Thread.currentThread().join();
  }

  private void grow() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      answer('t', "has " + arena.allocate(16L << 30).byteSize());
    }
  }

  private void answer(char kind, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(kind);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
