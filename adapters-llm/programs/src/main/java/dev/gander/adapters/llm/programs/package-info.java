/// Providers that are programs of this machine. Here is what all of them need: a program that is
/// found and started ([InstalledProgram]), lines of JSON to and from it ([JsonProgram]), and its
/// answer ([ProgramAnswer]). Each program has a package of its own below.
@NullMarked
package dev.gander.adapters.llm.programs;

import org.jspecify.annotations.NullMarked;
