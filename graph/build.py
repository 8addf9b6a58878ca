"""Draws the graph; reads as the diagram. Knows no thread and no run."""

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from nodes.analyst import analyst
from nodes.creative import creative
from nodes.distribution import distribution
from nodes.intelligence import intelligence
from nodes.respond import respond
from nodes.review import review
from nodes.state import ConversationInput, ConversationOutput, ConversationState
from nodes.supervisor import supervisor
from tools.services import Turn

GRAPH_ID = "insta-media"
PUBLIC_CHANNELS = tuple(ConversationOutput.__annotations__)

Conversation = CompiledStateGraph[ConversationState, Turn, ConversationInput, ConversationOutput]


def build(saver: BaseCheckpointSaver[str] | None = None) -> Conversation:
    """The compiled conversation.

    supervisor hands out work by Command; specialists report back to it; respond speaks to the
    person; review stops the graph until a person has decided.
    """
    graph = StateGraph(
        ConversationState,
        context_schema=Turn,
        input_schema=ConversationInput,
        output_schema=ConversationOutput,
    )
    graph.add_node("supervisor", supervisor)
    graph.add_node("intelligence", intelligence)
    graph.add_node("creative", creative)
    graph.add_node("distribution", distribution)
    graph.add_node("analyst", analyst)
    graph.add_node("respond", respond)
    graph.add_node("review", review)

    graph.add_edge(START, "supervisor")
    graph.add_edge("intelligence", "supervisor")
    graph.add_edge("creative", "supervisor")
    graph.add_edge("distribution", "supervisor")
    graph.add_edge("analyst", "respond")
    return graph.compile(checkpointer=saver, name=GRAPH_ID)
