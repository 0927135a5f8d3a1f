import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fills an empty session database with talks as years of work leave them: short questions, calls
/// of tools with answers of very different length, summaries. The same arguments make the same
/// rows. Run from its source, with the driver of SQLite on the class path:
///
///     java -cp sqlite-jdbc.jar FillSessions.java DATABASE SESSIONS MESSAGES MEGABYTES
///
/// The tables are there already: a server has made them, so that they are described only once.
final class FillSessions {
  private static final long SEED = 20260304;
  private static final Instant FIRST_DAY = Instant.parse("2025-06-01T08:00:00Z");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SQL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /// As many sessions are under way at once, so that their rows lie among each other.
  private static final int OPEN_AT_ONCE = 3;

  /// Of ten messages four are answers of tools, and they hold nearly all bytes.
  private static final double SHARE_OF_ANSWERS = 0.9;

  /// What a search can look for: told in one message of so many sessions only.
  private static final String RARE_WORD = "Zugspitzplatt";

  private static final int SESSIONS_BETWEEN_RARE_WORDS = 150;

  private static final String METADATA = "{\"userVisible\":true,\"agentVisible\":true}";
  private static final String MODEL =
      "{\"model_name\":\"mock\",\"context_limit\":null,\"temperature\":null,\"max_tokens\":null,"
          + "\"toolshim\":false,\"toolshim_model\":null}";
  private static final String[] OTHER_SCRIPTS = {
    "Straße", "Gänse", "гусь", "雁が飛ぶ", "χήνες", "naïve", "🪿", "café"
  };

  private final Random random = new Random(SEED);
  private final String[] words = new String[3000];
  private final Connection database;
  private final int sessions;
  private final int messages;
  private final double answerBytes;
  private final String extensions;

  private FillSessions(Connection database, int sessions, int messages, long bytes) {
    this.database = database;
    this.sessions = sessions;
    this.messages = messages;
    this.answerBytes = bytes * SHARE_OF_ANSWERS / (messages * 0.4);
    for (int i = 0; i < words.length; i++) {
      words[i] = word();
    }
    this.extensions = extensions();
  }

  public static void main(String[] args) throws SQLException {
    long bytes = Long.parseLong(args[3]) * 1_000_000;
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
      run(database, "PRAGMA synchronous = OFF");
      new FillSessions(database, Integer.parseInt(args[1]), Integer.parseInt(args[2]), bytes)
          .fill();
      run(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static void run(Connection database, String statement) throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute(statement);
    }
  }

  private void fill() throws SQLException {
    database.setAutoCommit(false);
    List<Talk> talks = talks();
    try (PreparedStatement session =
            database.prepareStatement(
                """
                INSERT INTO sessions (id, name, user_set_name, session_type, working_dir,
                  created_at, updated_at, extension_data, total_tokens, input_tokens,
                  output_tokens, accumulated_total_tokens, accumulated_input_tokens,
                  accumulated_output_tokens, provider_name, model_config_json, goose_mode)
                VALUES (?, ?, 0, ?, '/home/user/project', ?, ?, ?, 5200, 5000, 200, ?, ?, ?,
                  'openai', ?, 'auto')""");
        PreparedStatement message =
            database.prepareStatement(
                """
                INSERT INTO messages (message_id, session_id, role, content_json,
                  created_timestamp, timestamp, metadata_json) VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
      for (Talk talk : talks) {
        add(session, talk);
      }
      for (int first = 0; first < talks.size(); first += OPEN_AT_ONCE) {
        say(message, talks.subList(first, Math.min(talks.size(), first + OPEN_AT_ONCE)));
      }
    }
    database.commit();
  }

  /// A session and how much is said in it.
  private final class Talk {
    final int number;
    final int length;
    final Instant start;
    final String id;
    int said;

    Talk(int number, int length, int ofDay, Instant start) {
      this.number = number;
      this.length = length;
      this.start = start;
      this.id = DAY.format(start) + "_" + ofDay;
    }

    Instant now() {
      return start.plusSeconds(20L * said);
    }

    Instant end() {
      return start.plusSeconds(20L * length);
    }
  }

  /// Four sessions a day; most are short, some go on for weeks.
  private List<Talk> talks() {
    double[] weights = random.doubles(sessions).map(share -> Math.pow(share, 4) + 0.02).toArray();
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    List<Talk> talks = new ArrayList<>();
    int left = messages;
    for (int i = 0; i < sessions; i++) {
      boolean isLast = i == sessions - 1;
      int length = isLast ? left : (int) Math.min(left, Math.round(weights[i] / all * messages));
      left -= length;
      Instant start = FIRST_DAY.plusSeconds(86_400L * (i / 4) + 3_600L * (i % 4));
      talks.add(new Talk(i, length, i % 4 + 1, start));
    }
    return talks;
  }

  private void add(PreparedStatement row, Talk talk) throws SQLException {
    long tokens = 400L * talk.length;
    set(
        row,
        talk.id,
        "About " + sentence(4),
        talk.number % 10 == 9 ? "scheduled" : "user",
        SQL_TIME.format(talk.start),
        SQL_TIME.format(talk.end()),
        extensionData(talk),
        tokens,
        tokens * 9 / 10,
        tokens / 10,
        MODEL);
    row.executeUpdate();
  }

  /// Most users have the same extensions in all sessions, and a to-do list in some.
  private String extensionData(Talk talk) {
    String todo =
        talk.number % 3 == 0 ? ",\"todo.v0\":{\"content\":" + quoted(sentence(60)) + "}" : "";
    return "{\"enabled_extensions.v0\":{\"extensions\":[" + extensions + "]}" + todo + "}";
  }

  private String extensions() {
    return Stream.of("developer", "todo", "apps", "skills", "summon", "analyze")
        .map(
            name ->
                "{\"type\":\"platform\",\"name\":\""
                    + name
                    + "\",\"description\":"
                    + quoted(sentence(12))
                    + ",\"display_name\":\""
                    + name
                    + "\",\"bundled\":true,\"available_tools\":[]}")
        .collect(Collectors.joining(","));
  }

  private void say(PreparedStatement row, List<Talk> talks) throws SQLException {
    List<Talk> open = new ArrayList<>(talks);
    open.removeIf(talk -> talk.said == talk.length);
    while (!open.isEmpty()) {
      Talk talk = open.get(random.nextInt(open.size()));
      say(row, talk);
      if (talk.said == talk.length) {
        open.remove(talk);
      }
    }
    row.executeBatch();
  }

  /// A round of ten: a question, four calls and their answers, a summary.
  private void say(PreparedStatement row, Talk talk) throws SQLException {
    int step = talk.said % 10;
    boolean isUsers = step % 2 == 0;
    String call = "call_" + talk.id + "_" + talk.said / 2;
    String content =
        switch (step) {
          case 0 -> text(question(talk));
          case 9 -> text(sentence(80) + "\n\n- " + sentence(12) + "\n- " + sentence(12));
          default -> isUsers ? answer("call_" + talk.id + "_" + (talk.said - 1) / 2) : call(call);
        };
    String time = SQL_TIME.format(talk.now());
    set(
        row,
        "msg_" + talk.id + "_" + talk.said,
        talk.id,
        isUsers ? "user" : "assistant",
        content,
        talk.now().getEpochSecond(),
        time,
        METADATA);
    row.addBatch();
    talk.said++;
  }

  private static void set(PreparedStatement row, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      row.setObject(i + 1, values[i]);
    }
  }

  private String question(Talk talk) {
    boolean isRare = talk.said == 0 && talk.number % SESSIONS_BETWEEN_RARE_WORDS == 0;
    String other = random.nextInt(20) == 0 ? " " + OTHER_SCRIPTS[random.nextInt(8)] : "";
    return "Please look at " + sentence(14) + other + (isRare ? " " + RARE_WORD : "") + ".";
  }

  private static String text(String text) {
    return "[{\"type\":\"text\",\"text\":" + quoted(text) + "}]";
  }

  private String call(String id) {
    String command = "rg -n \"" + words[random.nextInt(words.length)] + "\" src | head -50";
    return "[{\"type\":\"text\",\"text\":"
        + quoted(sentence(10))
        + "},{\"type\":\"toolRequest\",\"id\":\""
        + id
        + "\",\"toolCall\":{\"status\":\"success\",\"value\":{\"name\":\"shell\","
        + "\"arguments\":{\"command\":"
        + quoted(command)
        + "}}}}]";
  }

  private String answer(String id) {
    // Lengths differ by orders of magnitude; their mean is `answerBytes`.
    int length = (int) (answerBytes * Math.exp(random.nextGaussian() * 1.2 - 0.72));
    StringBuilder output = new StringBuilder(length + 100);
    while (output.length() < length) {
      appendLine(output);
    }
    return "[{\"type\":\"toolResponse\",\"id\":\""
        + id
        + "\",\"toolResult\":{\"status\":\"success\",\"value\":{\"content\":"
        + "[{\"type\":\"text\",\"text\":"
        + quoted(output.toString())
        + "}],\"isError\":false}}}]";
  }

  private void appendLine(StringBuilder output) {
    output.append("src/").append(words[random.nextInt(words.length)]).append(".java:");
    output.append(random.nextInt(400)).append(":\t");
    switch (random.nextInt(12)) {
      case 0 -> output.append("\u001b[31m").append(sentence(3)).append("\u001b[0m");
      case 1 -> output.append(OTHER_SCRIPTS[random.nextInt(OTHER_SCRIPTS.length)]);
      case 2 -> output.append("String s = \"").append(sentence(2)).append("\\n\";");
      default -> output.append(sentence(6));
    }
    output.append('\n');
  }

  private String sentence(int length) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < length; i++) {
      // Few words make up most of a text.
      double share = random.nextDouble();
      sentence.append(i == 0 ? "" : " ").append(words[(int) (share * share * words.length)]);
    }
    return sentence.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(2) + 1; i >= 0; i--) {
      word.append("bcdfghklmnprstvw".charAt(random.nextInt(16)));
      word.append("aeiou".charAt(random.nextInt(5)));
    }
    return word.append(random.nextInt(3) == 0 ? "n" : "").toString();
  }

  /// A JSON string as goose writes it: only what must be escaped is.
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 50).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
