package org.example.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.client.Chat;
import dev.gander.client.GanderClient;
import dev.gander.junit.GanderTest;
import dev.gander.junit.ScriptedModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The bot between a server of Gander with a scripted model and a chat server that is the test.
@GanderTest(mode = "approve")
@Timeout(60)
class ChatBotTest {
  private final ScriptedModel model;
  private final Chat folders;
  private ServerSocket server;
  private Socket chat;
  private BufferedReader said;

  ChatBotTest(ScriptedModel model, Chat folders) {
    this.model = model;
    this.folders = folders;
  }

  @BeforeEach
  void join(GanderClient agent) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ChatBot bot = new ChatBot(agent, folders.folder(), "gander");
    Thread.ofVirtual().start(() -> stay(bot));
    chat = server.accept();
    said =
        new BufferedReader(new InputStreamReader(chat.getInputStream(), StandardCharsets.UTF_8));
  }

  @AfterEach
  void leave() throws IOException {
    chat.close();
    server.close();
  }

  @Test
  void itJoinsAndShowsThatItIsAlive() throws IOException {
    assertEquals("NICK gander", said.readLine());
    assertEquals("USER gander 0 * :an agent", said.readLine());
    assertEquals("JOIN #tests", said.readLine());
    type("PING :12");
    assertEquals("PONG :12", said.readLine());
  }

  @Test
  void aRoomHasOneSession() throws IOException {
    model.says("Hello, Ann.").says("Hello, Ben.", "\nI know Ann.");

    type(":ann!a@host PRIVMSG #tests :gander: I am Ann");
    assertEquals("PRIVMSG #tests :ann: Hello, Ann.", answer());
    type(":ben!b@host PRIVMSG #tests :gander: I am Ben");
    assertEquals("PRIVMSG #tests :ben: Hello, Ben.", answer());
    assertEquals("PRIVMSG #tests :ben: I know Ann.", said.readLine());

    assertTrue(model.lastAsked().messages().toString().contains("I am Ann"));
  }

  @Test
  void whatIsSaidToOthersIsNone() throws IOException {
    model.says("Here.");

    type(":ann!a@host PRIVMSG #tests :ben: are you there?");
    type(":ann!a@host PRIVMSG #tests :gander: and you?");

    assertEquals("PRIVMSG #tests :ann: Here.", answer());
    assertEquals(1, model.asked().size());
  }

  @Test
  void theRoomDecidesOnTools() throws IOException {
    model.calls("shell", "{\"command\": \"touch made\"}").says("Done.");
    model.calls("shell", "{\"command\": \"touch never\"}").says("Well.");

    type(":ann!a@host PRIVMSG #tests :gander: make it");
    assertEquals("PRIVMSG #tests :ann: may I use shell? Say yes or no.", answer());
    decide("yes");
    assertEquals("PRIVMSG #tests :ann: Done.", said.readLine());

    type(":ann!a@host PRIVMSG #tests :gander: and another");
    assertEquals("PRIVMSG #tests :ann: may I use shell? Say yes or no.", said.readLine());
    decide("no");
    assertEquals("PRIVMSG #tests :ann: Well.", said.readLine());

    assertTrue(Files.exists(folders.folder().resolve("made")));
    assertFalse(Files.exists(folders.folder().resolve("never")));
  }

  @Test
  void aFailureIsTold() throws IOException {
    model.fails("out of order");

    type(":ann!a@host PRIVMSG #tests :gander: hello?");

    String answer = answer();
    assertTrue(answer.contains("out of order"), answer);
  }

  private void stay(ChatBot bot) {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      bot.stay(socket, "#tests");
    } catch (IOException _) {
      // The test has left.
    }
  }

  private void decide(String word) throws IOException {
    type(":ann!a@host PRIVMSG #tests :gander: " + word);
  }

  private void type(String line) throws IOException {
    chat.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /// The first line that is said in the room.
  private String answer() throws IOException {
    String line = said.readLine();
    while (!line.startsWith("PRIVMSG")) {
      line = said.readLine();
    }
    return line;
  }
}
