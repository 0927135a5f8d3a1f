package org.example.bot;

import dev.gander.client.GanderClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bot for rooms of the Internet Relay Chat: whoever writes `NAME: …` gets an answer from an agent,
/// which keeps a session for each room. What a tool call needs an approval for is asked in the room.
public final class ChatBot {
  private static final Pattern MESSAGE =
      Pattern.compile(":(?<who>[^! ]+)\\S* PRIVMSG (?<room>\\S+) :(?<text>.*)");

  private final GanderClient agent;
  private final Path folder;
  private final String name;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();

  /// @param folder where the agent works, on its machine
  /// @param name the bot's in the chat
  public ChatBot(GanderClient agent, Path folder, String name) {
    this.agent = agent;
    this.folder = folder;
    this.name = name;
  }

  /// Reads everything else from the environment: `GANDER_SERVER`, `GANDER_KEY`, `GANDER_FOLDER`,
  /// `IRC_SERVER`, `IRC_PORT` (6667), `IRC_ROOM` and `IRC_NAME` (gander).
  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = System.getenv();
    try (GanderClient agent =
            new GanderClient(URI.create(given.get("GANDER_SERVER")), given.get("GANDER_KEY"));
        Socket chat =
            new Socket(
                given.get("IRC_SERVER"), Integer.parseInt(given.getOrDefault("IRC_PORT", "6667")))) {
      String name = given.getOrDefault("IRC_NAME", "gander");
      new ChatBot(agent, Path.of(given.get("GANDER_FOLDER")), name)
          .stay(chat, given.get("IRC_ROOM"));
    }
  }

  /// Joins a room, and returns when the chat's server ends the connection.
  public void stay(Socket chat, String room) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(chat.getInputStream(), StandardCharsets.UTF_8));
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(chat.getOutputStream(), StandardCharsets.UTF_8));
    Line line = new Line(out);
    line.send("NICK " + name);
    line.send("USER " + name + " 0 * :an agent");
    line.send("JOIN " + room);
    for (String said = in.readLine(); said != null; said = in.readLine()) {
      if (said.startsWith("PING ")) {
        line.send("PONG " + said.substring("PING ".length()));
      }
      Matcher message = MESSAGE.matcher(said);
      if (message.matches()) {
        toUs(message.group("text"))
            .ifPresent(
                text ->
                    rooms
                        .computeIfAbsent(
                            message.group("room"),
                            it -> new Room(() -> agent.newChat(folder, "developer"), line, it))
                        .hear(message.group("who"), text));
      }
    }
  }

  private Optional<String> toUs(String text) {
    return text.startsWith(name + ":")
        ? Optional.of(text.substring(name.length() + 1).strip())
        : Optional.empty();
  }
}
