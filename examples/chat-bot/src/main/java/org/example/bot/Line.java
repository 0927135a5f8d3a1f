package org.example.bot;

import java.io.PrintWriter;

/// The way to the chat's server. Rooms share it.
final class Line {
  /// A line of the protocol has 512 bytes, its names and marks included.
  private static final int LONGEST = 400;

  private final PrintWriter out;

  Line(PrintWriter out) {
    this.out = out;
  }

  synchronized void send(String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  /// Says a text of any length to somebody, line by line.
  void say(String room, String who, String text) {
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> send("PRIVMSG " + room + " :" + who + ": " + shortened(line)));
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
