/** The query with which the explorer opens for somebody who has not written one yet. */
export const firstQuery = `# 会同 Huitong: 一次查询，各部门同时应答 one question, every department answers
# Ctrl+Enter 运行 runs it; Ctrl+Space 补全 completes names.
{
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`;
