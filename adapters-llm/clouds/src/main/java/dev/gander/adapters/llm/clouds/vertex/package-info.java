/// Google Cloud's Vertex AI, provider `gcp_vertex_ai`: the address of each model, Google's
/// application default credentials, and an organisation's policy. The dialects are Gemini's and
/// Anthropic's.
@NullMarked
package dev.gander.adapters.llm.clouds.vertex;

import org.jspecify.annotations.NullMarked;
