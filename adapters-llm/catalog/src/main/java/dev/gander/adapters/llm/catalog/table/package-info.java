/// The table of providers that comes with the program: `builtin.json` has the metadata of providers
/// that are known by name, `declared.json` those that are nothing but a declaration. A provider
/// with code of its own takes its metadata from here, by its factory's base: `TableFactory`, or
/// `ServiceFactory` for one that asks over HTTP, which also gives it its clients and its log.
@NullMarked
package dev.gander.adapters.llm.catalog.table;

import org.jspecify.annotations.NullMarked;
