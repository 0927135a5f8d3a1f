package dev.gander.bootstrap;

import java.util.Arrays;
import java.util.Optional;

/// The `--help` texts of the program and its subcommands.
enum HelpText {
  PROGRAM(
      "",
      "Usage: goosed <COMMAND>",
      """
      Gander's goosed: the HTTP server behind the Goose AI agent.

      Commands:
        agent                Run the HTTP server
        acp                  Serve one client of the Agent Client Protocol on stdin and stdout
        keys                 Make, list, rotate and revoke keys for clients
        audit                Check the record of what keys were used for
        run                  Start a run, wait for its end, and print its result
        mcp                  Run one bundled MCP server on stdin and stdout
        backup               Copy sessions, settings, recipes and schedules, also while in use
        restore              Put a backup in place of what is there
        secrets              Encrypt the stored secrets, or decrypt them
        validate-extensions  Check a JSON list of bundled extensions
        help                 Explain the program or one of its commands

      Options:
        -h, --help     Print help
        -V, --version  Print the version
      """),
  AGENT(
      "agent",
      "Usage: goosed agent [--record <FILE>]",
      """
      Run the HTTP server.

        --record <FILE>          add what models are asked and answer to FILE, for the
                                 provider `replay`

      It takes its settings from the environment:

        GOOSE_HOST               address to listen on (127.0.0.1)
        GOOSE_PORT               port to listen on (8080)
        GOOSE_SERVER__SECRET_KEY key that clients must send (random)
        GOOSE_TLS                true or false
        GOOSE_PATH_ROOT          folder for configuration, data and state
      """),
  ACP(
      "acp",
      "Usage: goosed acp",
      """
      Serve one client of the Agent Client Protocol, such as an editor, on stdin and stdout.

      The program ends with its input. Settings, sessions and GOOSE_PATH_ROOT are those of
      `goosed agent`; the log goes to stderr and to the state folder.
      """),
  KEYS(
      "keys",
      "Usage: goosed keys <add|list|rotate|revoke> [OPTIONS]",
      """
      Make, list, rotate and revoke keys for clients, also while the server runs.

        add <NAME> --scopes <LIST>    make a key and print its secret, once; scopes are read,
                                      chat, approve, configure and admin
            --expires <WHEN>          30d, 12h, or 2027-01-31T12:00:00Z
            --requests-per-minute <N> refuse more
        list                          all keys, without their secrets
        rotate <NAME|ID>              print another secret
            --overlap <TIME>          how long the present one stays valid (0s)
        revoke <NAME|ID>              refuse a key from now on

      The keys are those of the server with the same GOOSE_PATH_ROOT.
      """),
  AUDIT(
      "audit",
      "Usage: goosed audit verify",
      """
      Check that no entry of the audit log was changed, removed or put in afterwards, and print
      the hash of the last one.
      """),
  RUN(
      "run",
      "Usage: goosed run [OPTIONS] [PROMPT]",
      """
      Start a run, wait for its end, and print its result. PROMPT may be - for stdin.

        -r, --recipe <FILE>      follow the recipe in FILE
        --recipe-id <ID>         follow a recipe of the user's library
        --recipe-link <LINK>     follow the recipe in a deeplink
        -p, --param <NAME=VALUE> a parameter of the recipe; may be repeated
        --provider <NAME>        --model <NAME>
        --mode <MODE>            auto, approve, smart_approve or chat
        -e, --extension <NAME>   in place of the usual ones; may be repeated
        --folder <DIR>           where to work
        --session <ID>           go on in this session
        --max-turns <N>          how many times the model may be asked
        --timeout <SECONDS>      how long it may take
        --on-restart <WHAT>      interrupt or continue, if the server dies
        --server <URL>           run at this server (GANDER_SERVER); alone without one
        --key <KEY>              the server's key (GANDER_KEY, GOOSE_SERVER__SECRET_KEY)
        --idempotency-key <KEY>  start it once, however often this is called
        --output <FORM>          text (default) or json

      Exit codes: 0 succeeded, 1 failed, 2 usage error, 3 a limit was reached,
      4 interrupted, 130 cancelled. Ctrl-C cancels the run.
      """),
  MCP(
      "mcp",
      "Usage: goosed mcp <NAME>",
      """
      Run one bundled MCP server on stdin and stdout.

      NAME is autovisualiser, computercontroller, memory or tutorial.
      """),
  BACKUP(
      "backup",
      "Usage: goosed backup [FOLDER]",
      """
      Copy sessions, settings, secrets as they are stored, recipes and schedules into FOLDER, which
      must not exist. Servers may use them meanwhile. The copy is checked, and appears when it is
      complete.

      Without FOLDER it is a new one in GANDER_BACKUP_FOLDER.
      """),
  RESTORE(
      "restore",
      "Usage: goosed restore <FOLDER> | goosed restore --salvage",
      """
      Put the backup in FOLDER in place of what is there, which moves to a folder of its own. No
      server may be running.

        --salvage  make new databases of what can be read of damaged ones, which are set aside
      """),
  SECRETS(
      "secrets",
      "Usage: goosed secrets <encrypt|decrypt|rotate>",
      """
      Move the stored secrets into an encrypted file, or back to where goose keeps them.

        encrypt  from secrets.yaml or the keyring to secrets.yaml.age; without an identity,
                 one is made
        decrypt  back, and remove the encrypted file
        rotate   encrypt for a new identity, which is put before the old one

      GANDER_SECRETS_IDENTITY names the file with the age identity, or is `keyring`. With it
      `goosed agent` reads and writes the encrypted file.
      """),
  VALIDATE_EXTENSIONS(
      "validate-extensions",
      "Usage: goosed validate-extensions <PATH>",
      """
      Check that PATH holds a JSON list of bundled extensions which goosed can read.
      """);

  private final String command;
  private final String usage;
  private final String body;

  HelpText(String command, String usage, String body) {
    this.command = command;
    this.usage = usage;
    this.body = body;
  }

  /// The text for the subcommand with that name.
  static Optional<HelpText> of(String command) {
    return Arrays.stream(values())
        .filter(text -> text != PROGRAM && text.command.equals(command))
        .findFirst();
  }

  String usage() {
    return usage;
  }

  String full() {
    return usage + "\n\n" + body;
  }
}
