// Queries on the sandbox's state: users, what they see, and their commands.
import { LOCALE } from "./api.js";
import { leaves, localized } from "./commands.js";

export const CHANNEL = { text: 0, dm: 1, category: 4, announcement: 5, newsThread: 10, publicThread: 11, privateThread: 12, forum: 15 };
const THREADS = new Set([CHANNEL.newsThread, CHANNEL.publicThread, CHANNEL.privateThread]);
const ADMINISTRATOR = 8n;
const IN_SERVER = 0; // an interaction context: a server's channel
const IN_BOT_DM = 1; // an interaction context: a direct message with the bot

/** The state from `/sandbox/api/state`. */
export class World {
  constructor(state) {
    this.application = state.application ?? { id: "0", name: "Bot" };
    this.connected = Boolean(state.bot_connected);
    this.awaited = Boolean(state.bot_awaited); // it is being started beside the sandbox
    this.users = state.users ?? [];
    this.guilds = state.guilds ?? [];
    this.dms = state.dms ?? [];
    this.commands = state.commands ?? { global: [], guilds: {} };
    const threads = [...(state.threads ?? []), ...this.guilds.flatMap((guild) => guild.threads ?? [])];
    this.channels = new Map();
    for (const guild of this.guilds) {
      for (const channel of guild.channels) this.channels.set(channel.id, { ...channel, guild });
    }
    for (const thread of threads) {
      const parent = this.channels.get(thread.parent_id);
      if (parent) this.channels.set(thread.id, { viewers: parent.viewers, ...thread, guild: parent.guild });
    }
    for (const dm of this.dms) {
      this.channels.set(dm.channel_id, { id: dm.channel_id, name: this.application.name, type: CHANNEL.dm, viewers: [dm.user_id], guild: null });
    }
    this.roles = new Map(this.guilds.flatMap((guild) => guild.roles.map((role) => [role.id, role])));
    this.people = new Map(this.users.map((user) => [user.id, user]));
  }

  /** The user with this id or name, or null. */
  user(key) {
    return this.people.get(key) ?? this.users.find((user) => user.name === key) ?? null;
  }

  /** A user's name to show; null if unknown. */
  nameOf(id) {
    const user = this.people.get(id);
    if (user) return user.display_name || user.name;
    return id === this.application.id ? this.application.name : null;
  }

  /** Names for the markdown of a message. */
  get names() {
    return {
      user: (id) => this.nameOf(id),
      channel: (id) => this.channels.get(id)?.name ?? null,
      role: (id) => this.roles.get(id)?.name ?? null,
    };
  }

  guildsOf(user) {
    return this.guilds.filter((guild) => guild.members.some((member) => member.user_id === user.id));
  }

  sees(user, channel) {
    return Boolean(channel) && (!channel.viewers || channel.viewers.includes(user.id));
  }

  /** The server's channels that this user sees, in order, each followed by its threads. */
  channelsOf(user, guild) {
    const all = [...this.channels.values()].filter((channel) => channel.guild === guild && this.sees(user, channel));
    const top = all.filter((channel) => !THREADS.has(channel.type) && channel.type !== CHANNEL.category);
    top.sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.name.localeCompare(b.name));
    return top.flatMap((channel) => [channel, ...all.filter((thread) => THREADS.has(thread.type) && thread.parent_id === channel.id)]);
  }

  /** True if messages can be written here; a forum has posts instead. */
  hasMessages(channel) {
    return channel.type !== CHANNEL.forum && channel.type !== CHANNEL.category;
  }

  isThread(channel) {
    return THREADS.has(channel.type);
  }

  /** The direct messages between this user and the bot; the sandbox creates the channel when "dm" is first requested. */
  dmOf(user) {
    const dm = this.dms.find((direct) => direct.user_id === user.id);
    return dm ? this.channels.get(dm.channel_id) : { id: "dm", name: this.application.name, type: CHANNEL.dm, viewers: [user.id], guild: null };
  }

  /** The channel with this id, or the first with this name, that the user sees; null if there is none. */
  channelFor(user, key) {
    if (key === "dm") return this.dmOf(user);
    const byId = this.channels.get(key);
    if (byId) return this.sees(user, byId) ? byId : null;
    return [...this.channels.values()].find((channel) => channel.name === key && this.sees(user, channel)) ?? null;
  }

  firstChannel(user) {
    return this.guildsOf(user).flatMap((guild) => this.channelsOf(user, guild))[0] ?? this.dmOf(user);
  }

  /** A member's permissions as Discord's bits. */
  permissions(user, guild) {
    const member = guild?.members.find((each) => each.user_id === user.id);
    return BigInt(member?.permissions ?? 0);
  }

  /**
   * The commands of `type` (1 slash, 2 user, 3 message) in this channel: [{path, command, options, description}], one row per
   * subcommand. As in Discord, a command for which the user lacks the permission is not among them.
   */
  commandsFor(user, channel, type = 1) {
    const guild = channel.guild;
    if (guild?.bot_joined === false) return [];
    const own = guild ? (this.commands.guilds?.[guild.id] ?? []) : [];
    const taken = new Set(own.map((command) => `${command.type ?? 1} ${command.name}`));
    const all = [...own, ...(this.commands.global ?? []).filter((command) => !taken.has(`${command.type ?? 1} ${command.name}`))];
    const place = guild ? IN_SERVER : IN_BOT_DM;
    return all
      .filter((command) => (command.type ?? 1) === type && allowedIn(command, place) && !this.#lacks(user, guild, command))
      .flatMap((command) => leaves(localized(command, LOCALE)));
  }

  #lacks(user, guild, command) {
    const needed = command.default_member_permissions;
    if (!guild || needed === null || needed === undefined) return false;
    const held = this.permissions(user, guild);
    if (held & ADMINISTRATOR || guild.owner_id === user.id) return false;
    return needed === "0" || (held & BigInt(needed)) !== BigInt(needed);
  }
}

function allowedIn(command, place) {
  if (command.contexts) return command.contexts.includes(place);
  return place === IN_SERVER || command.dm_permission !== false;
}
