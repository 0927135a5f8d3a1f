/// The table of providers that comes with the program: `builtin.json` has the metadata of providers
/// that are known by name, `declared.json` those that are nothing but a declaration. A provider
/// with code of its own takes its metadata from here.
@NullMarked
package dev.gander.adapters.llm.table;

import org.jspecify.annotations.NullMarked;
