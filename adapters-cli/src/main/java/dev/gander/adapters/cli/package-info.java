/// Where the command line begins: [PicocliCommands]. Commands are in the packages of their
/// features; each has one class that picocli reads, called `…Verb`.
@NullMarked
package dev.gander.adapters.cli;

import org.jspecify.annotations.NullMarked;
