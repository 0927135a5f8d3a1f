/// Engines: programs that run one model each, in processes of their own, and how they are found,
/// started, shared and ended. They speak the HTTP interface of `llama-server`. Start with
/// `EnginePool`.
@NullMarked
package dev.gander.adapters.local.engine;

import org.jspecify.annotations.NullMarked;
