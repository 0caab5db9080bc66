// A small discord.js bot for the journey in test_sandbox_discord_js.py: one command, its completion, a button and a modal.
const {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, ContainerBuilder, GatewayIntentBits, LabelBuilder, MessageFlags,
  ModalBuilder, SlashCommandBuilder, TextDisplayBuilder, TextInputBuilder, TextInputStyle,
} = require("discord.js");

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: `${process.env.SANDBOX_URL}/api` },
});

const command = new SlashCommandBuilder()
  .setName("greet")
  .setDescription("Greet")
  .addStringOption((option) => option.setName("word").setDescription("A word").setRequired(true).setAutocomplete(true));

client.once("clientReady", async () => {
  await client.application.commands.set([command]);
  console.log(`ready in ${client.guilds.cache.size} servers`);
});

client.on("interactionCreate", async (interaction) => {
  if (interaction.isAutocomplete()) {
    await interaction.respond([{ name: "World", value: "world" }]);
  } else if (interaction.isChatInputCommand()) {
    await interaction.deferReply();
    const buttons = new ActionRowBuilder().addComponents(
      new ButtonBuilder().setCustomId("press").setLabel("Press").setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setCustomId("ask").setLabel("Ask").setStyle(ButtonStyle.Secondary),
    );
    const text = new TextDisplayBuilder().setContent(`hello ${interaction.options.getString("word")}`);
    const container = new ContainerBuilder().addTextDisplayComponents(text).addActionRowComponents(buttons);
    await interaction.editReply({ components: [container], flags: MessageFlags.IsComponentsV2 });
  } else if (interaction.isButton() && interaction.customId === "press") {
    const text = new TextDisplayBuilder().setContent("pressed");
    await interaction.update({ components: [text], flags: MessageFlags.IsComponentsV2 });
  } else if (interaction.isButton()) {
    const input = new TextInputBuilder().setCustomId("word").setStyle(TextInputStyle.Short);
    const label = new LabelBuilder().setLabel("Word").setTextInputComponent(input);
    await interaction.showModal(new ModalBuilder().setCustomId("say").setTitle("Say").addLabelComponents(label));
  } else if (interaction.isModalSubmit()) {
    const said = interaction.fields.getTextInputValue("word");
    await interaction.reply({ content: `you said ${said}`, flags: MessageFlags.Ephemeral });
  }
});

client.on("error", (error) => console.error(error));
client.login(process.env.SANDBOX_TOKEN);
